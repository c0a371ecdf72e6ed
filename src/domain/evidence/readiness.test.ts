import { describe, expect, it } from 'vitest'
import { type EvidenceKind, evidenceKinds } from './kinds'
import { evidenceGroups, type Piece, policeDemands, policeReadiness, readyForPolice } from './readiness'

const fact = (seq: number, provisionId: string | null = 'P40-3', liabilityId: string | null = null) => ({
  ...{ id: `fact ${seq}`, seq, provisionId, liabilityId },
})
const piece = (kind: EvidenceKind, over: Partial<Piece> = {}): Piece => ({ kind, factId: null, isIntact: true, ...over })
const three = [piece('documentary'), piece('electronic'), piece('testimony')]
const states = (...given: Parameters<typeof policeReadiness>) =>
  Object.fromEntries(policeReadiness(...given).groups.map(({ group, state }) => [group, state]))
const missing = (...given: Parameters<typeof policeReadiness>) => {
  const ready = readyForPolice(policeReadiness(...given))
  return ready.ok ? [] : ready.refusal.detail?.missing
}

describe('whether a case is ready for the police', () => {
  it('asks for papers, data and records of every case, and for the others where the act is of that sort', () => {
    expect(missing([fact(1)], [], [])).toEqual(['书证', '电子数据', '笔录', '证明事实 1 的证据'])
    expect(states([fact(1)], three, [])).toEqual({
      ...{ documentary: 'ready', electronic: 'ready', record: 'ready', appraisal: 'notNeeded', audioVisual: 'notNeeded' },
    })
    expect(missing([fact(1)], three, [])).toEqual([])
    expect(missing([fact(1, 'P40-2')], three, [])).toEqual(['鉴定意见'])
    expect(missing([fact(1, 'SZ-1', 'P40-1')], three, [])).toEqual(['视听资料'])
    expect(missing([fact(1, null)], three, [])).toEqual([])
  })

  it('counts any record as one, and what nobody asked for as well', () => {
    for (const kind of ['inspectionRecord', 'testimony', 'partyStatement'] as const)
      expect(missing([fact(1)], [piece('documentary'), piece('electronic'), piece(kind)], [])).toEqual([])
    expect(states([fact(1)], [...three, piece('expertOpinion')], [])).toMatchObject({ appraisal: 'ready' })
    expect(missing([fact(1)], [piece('physical')], [])).toEqual(['书证', '电子数据', '笔录'])
  })

  it('wants each fact proved, by a piece of its own or one of the whole case', () => {
    const own = three.map((one) => ({ ...one, factId: 'fact 1' }))
    expect(missing([fact(1), fact(2)], own, [])).toEqual(['证明事实 2 的证据'])
    expect(missing([fact(1), fact(2)], [...own, piece('physical')], [])).toEqual([])
  })

  it('takes a damaged file for none, and says so', () => {
    const damaged = [...three.slice(1), piece('documentary', { isIntact: false })]
    expect(states([fact(1)], damaged, [])).toMatchObject({ documentary: 'damaged' })
    expect(missing([fact(1)], damaged, [])).toEqual(['书证'])
    expect(missing([fact(1)], [...damaged, piece('documentary')], [])).toEqual([])
    expect(
      missing(
        [fact(1)],
        three.map((one) => ({ ...one, isIntact: false })),
        [],
      ),
    ).toContain('证明事实 1 的证据')
  })

  it('lets a group go by a written reason, the last one, and only while there is nothing of it', () => {
    const waivers = [
      { group: 'electronic', reason: '系统已停用' },
      { group: 'electronic', reason: '系统已停用，数据已灭失' },
    ] as const
    const held = three.filter(({ kind }) => kind !== 'electronic')
    expect(policeReadiness([fact(1)], held, waivers).groups[1]).toEqual({
      ...{ group: 'electronic', state: 'waived', pieces: 0, reason: '系统已停用，数据已灭失' },
    })
    expect(missing([fact(1)], held, waivers)).toEqual([])
    expect(policeReadiness([fact(1)], three, waivers).groups[1]).toMatchObject({ state: 'ready', reason: null })
    expect(missing([fact(1)], [], waivers), 'a reason for a kind proves no fact').toContain('证明事实 1 的证据')
  })

  it('puts no kind of evidence into two groups', () => {
    const kinds = evidenceGroups.flatMap((group) => policeDemands[group].kinds)
    expect(new Set(kinds).size).toBe(kinds.length)
    expect(evidenceKinds.filter((kind) => !kinds.includes(kind))).toEqual(['physical'])
  })
})
