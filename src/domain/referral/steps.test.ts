import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { stateDiagram } from '../kernel/state-diagram'
import { takeStep } from '../kernel/workflow'
import { type ReferralKind, referralKinds, referralStates } from './kinds'
import { materialKinds } from './materials'
import type { Referral } from './step'
import { type ReferralStep, referralSteps } from './steps'

const complete = materialKinds.map((kind) => ({ kind, fileId: 'f' }))
const nobody = { userId: 'nobody' }

const referral = (kind: ReferralKind, over: Partial<Referral> = {}): Referral => ({
  kind,
  state: 'proposed',
  proposedById: 'p',
  officerAId: 'a',
  officerBId: 'b',
  materials: complete,
  bills: [{ result: 'genuine' }],
  handovers: [],
  supervision: null,
  supervisionDueAt: null,
  asOf: new Date(0),
  clocks: [],
  ...over,
})

const openSteps = (kind: ReferralKind, over: Partial<Referral> = {}) =>
  Object.fromEntries(
    referralStates.flatMap((state) => {
      const names = Object.keys(referralSteps[kind]) as ReferralStep[]
      const open = names.filter((name) => {
        const rule = referralSteps[kind][name]
        return rule && takeStep(rule, referral(kind, { state, ...over }), nobody).ok
      })
      return open.length > 0 ? [[state, open.join(' ')]] : []
    }),
  )

describe('steps of a referral', () => {
  it('to the police open from exactly these states', () => {
    expect(openSteps('police')).toEqual({
      proposed: 'approve decline withdraw',
      approved: 'withdraw revise deliver',
      delivered: 'receive',
      received: 'passOn openCriminalCase declineCriminalCase',
      criminalCaseDeclined: 'askReasons',
    })
  })

  it('after a refusal to file open by the clock that runs', () => {
    const running = (ruleId: string) => ({ clocks: [{ ruleId, stoppedAt: null }] })
    expect(openSteps('police', running('CK33')).criminalCaseDeclined).toBe(
      'requestReconsideration adviseSupervision askReasons restWithDecline',
    )
    expect(openSteps('police', running('CK35')).criminalCaseDeclined).toBe('adviseSupervision askReasons restWithDecline')
    expect(openSteps('police', running('CK34')).received).toBe('openCriminalCase upholdDecline')
    expect(openSteps('police', running('CK38')).criminalCaseOpened).toBe('handOver')
    const reconsidered = {
      clocks: [
        { ruleId: 'CK33', stoppedAt: null },
        { ruleId: 'CK34', stoppedAt: new Date(0) },
      ],
    }
    expect(openSteps('police', reconsidered).criminalCaseDeclined).toBe('adviseSupervision askReasons restWithDecline')
  })

  it('with the procuratorate open one after another: the police file when they are told to', () => {
    const declined = (over: Partial<Referral>) => openSteps('police', over).criminalCaseDeclined
    const supervision = (state: Referral['supervision'], ...running: string[]) =>
      declined({ supervision: state, clocks: running.map((ruleId) => ({ ruleId, stoppedAt: null })) })
    expect(supervision('advised')).toBe('askReasons')
    expect(supervision('asked', 'CK33')).toBe('openCriminalCase adviseSupervision explainDecline restWithDecline')
    const silent = (dueAt: number) => declined({ supervision: 'asked', supervisionDueAt: new Date(dueAt) })
    expect(silent(1)).toBe('openCriminalCase explainDecline')
    expect(silent(0)).toBe('openCriminalCase explainDecline orderFiling')
    expect(supervision('explained')).toBe('acceptReasons orderFiling')
    expect(supervision('accepted')).toBeUndefined()
    expect(supervision('ordered')).toBe('openCriminalCase')
  })

  it('of handing over ask for a list first, and for the hand of the police on it', () => {
    const running = [{ ruleId: 'CK38', stoppedAt: null }]
    const opened = (signedAt: Date | null) =>
      openSteps('police', { clocks: running, handovers: [{ kind: 'items', signedAt }] }).criminalCaseOpened
    expect(opened(null)).toBe('acceptItems')
    expect(opened(new Date(0))).toBe('handOver')
    expect(openSteps('police', { clocks: running, handovers: [{ kind: 'returned', signedAt: null }] }).criminalCaseOpened).toBe('handOver')
  })

  it.each(['health', 'discipline', 'other'] as const)('to %s open from exactly these states', (kind) => {
    expect(openSteps(kind)).toEqual({
      proposed: 'approve decline withdraw',
      approved: 'withdraw revise deliver',
      delivered: 'receive recall',
      received: 'reject accept askMore recall',
      accepted: 'askMore answer',
      moreAsked: 'supplyMore recall',
    })
  })

  it('of what comes back to the bureau open from exactly these states', () => {
    expect(openSteps('handBack')).toEqual({
      proposed: 'approve decline withdraw',
      approved: 'withdraw revise deliver',
      delivered: 'receive recall',
      received: 'reject askMore recall acceptHandBack',
      accepted: 'answer',
      moreAsked: 'supplyMore recall',
    })
  })

  it('for bills open from exactly these states', () => {
    expect(openSteps('billVerification')).toEqual({
      proposed: 'approve decline withdraw',
      approved: 'withdraw revise deliver',
      delivered: 'receive recall',
      received: 'recall reject answer',
    })
    expect(openSteps('billVerification', { bills: [{ result: 'pending' }] }).received).toBe('recall reject')
  })

  it('do not deliver without the papers, each named', () => {
    const deliver = referralSteps.police.deliver
    const bare = referral('police', {
      state: 'approved',
      materials: [
        { kind: 'transferLetter', fileId: 'f' },
        { kind: 'itemList', fileId: null },
      ],
    })
    expect(deliver && takeStep(deliver, bare, nobody)).toEqual({
      ok: false,
      refusal: { code: 'documentsMissing', detail: { missing: ['investigationReport', 'itemList'] } },
    })
  })

  it('of taking back are not for whoever proposed it, and the police keep what they have', () => {
    const { recall } = referralSteps.health
    expect(recall && takeStep(recall, referral('health', { state: 'received' }), { userId: 'p' })).toMatchObject({
      refusal: { code: 'samePerson' },
    })
    expect(referralSteps.police.recall).toBeUndefined()
  })

  it('to the police are approved by none of those who worked on it', () => {
    for (const userId of ['p', 'a', 'b']) {
      for (const rule of [referralSteps.police.approve, referralSteps.police.decline]) {
        expect(rule && takeStep(rule, referral('police'), { userId })).toMatchObject({ refusal: { code: 'samePerson' } })
      }
    }
  })

  it('are drawn as they are', () => {
    const drawn = referralKinds.map((kind) => `## ${kind}\n\n${stateDiagram(referralSteps[kind])}`).join('\n')
    const page = `# Referrals (移送)\n\nWritten by \`steps.test.ts\` from the tables of steps; \`UPDATE_DIAGRAMS=1\` writes it anew.\n\n${drawn}`
    const path = new URL('steps.md', import.meta.url)
    if (process.env.UPDATE_DIAGRAMS) writeFileSync(path, page)
    expect(readFileSync(path, 'utf8')).toBe(page)
  })
})
