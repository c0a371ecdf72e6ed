import { beforeAll, describe, expect, it } from 'vitest'
import { asActor } from '#platform/db'
import { rowContext } from '#server/access'
import { openCriminalCase } from '#server/referral/decide-criminal-case'
import { getReferral } from '#server/referral/queries'
import { recordProgress } from '#server/referral/record-progress'
import { aReceivedPoliceReferral, aScene, at, type Scene, value } from '../../fixtures/referral-scenes'
import { asOwner } from '../../support/as-owner'

let scene: Scene
beforeAll(async () => {
  scene = await aScene()
})

/** Version 5. */
async function anOpenedReferral(): Promise<string> {
  const referralId = await aReceivedPoliceReferral(scene)
  value(await openCriminalCase(scene.police, { referralId, version: '4', outcomeNumber: '任公（刑）立字〔2026〕12号' }, at(60)))
  return referralId
}

type Teller = 'police' | 'procurator' | 'judge'
async function tell(who: Teller, referralId: string, kind: string, over: object = {}) {
  const [found] = await asOwner<{ version: number }>('SELECT version FROM referral WHERE id = $1', [referralId])
  const form = { referralId, version: String(found?.version), kind, occurredOn: '2026-07-01', peopleCount: '1', ...over }
  return recordProgress(scene[who], form, at(70))
}
const seenBy = async (actor: Scene['police'], referralId: string) =>
  (await getReferral(actor, referralId, at(90)))?.progress.map(({ kind, personLabel, isCorrected }) => [kind, personLabel, isCorrected])

describe('an event of the criminal process', () => {
  it('is read by those whom it is told, in pages and in the database', async () => {
    const referralId = await anOpenedReferral()
    value(await tell('police', referralId, 'detained', { personLabel: '嫌疑人甲' }))
    value(await tell('police', referralId, 'bailed', { personLabel: '嫌疑人乙', openTo: ['MI'] }))
    value(await tell('procurator', referralId, 'arrestRefused', { personLabel: '嫌疑人甲' }))
    value(await tell('police', referralId, 'sentToProsecution'))
    expect(await seenBy(scene.handler, referralId)).toEqual([
      ['bailed', '嫌疑人乙', false],
      ['sentToProsecution', '', false],
    ])
    expect(await seenBy(scene.procurator, referralId)).toHaveLength(4)
    const counts = [scene.handler, scene.police, scene.health].map((someone) =>
      asActor(rowContext(someone), (tx) => tx.criminalProgress.count({ where: { referralId } })),
    )
    expect(await Promise.all(counts)).toEqual([2, 4, 0])
  })

  it('comes after what it follows from, of the same person', async () => {
    const referralId = await anOpenedReferral()
    value(await tell('procurator', referralId, 'indicted', { personLabel: '嫌疑人甲', occurredOn: '2026-08-01' }))
    const judging = { personLabel: '嫌疑人甲', occurredOn: '2026-09-01', sentence: '有期徒刑三年', fine: '50000', recovered: '712000' }
    for (const [kind, over] of [
      ['judged', { ...judging, personLabel: '嫌疑人乙' }],
      ['judged', { ...judging, occurredOn: '2026-07-31' }],
      ['effective', judging],
    ] as const) {
      expect(await tell('judge', referralId, kind, over)).toMatchObject({ refusal: { code: 'progressOutOfOrder' } })
    }
    expect(await tell('procurator', referralId, 'notIndicted', { personLabel: '嫌疑人甲' })).toMatchObject({
      refusal: { code: 'progressOutOfOrder', detail: { kind: 'indicted', how: 'stands' } },
    })
    value(await tell('procurator', referralId, 'notIndicted', { personLabel: '嫌疑人乙' }))
    value(await tell('judge', referralId, 'judged', judging))
    value(await tell('judge', referralId, 'effective', { personLabel: '嫌疑人甲', occurredOn: '2026-09-12' }))
    expect((await getReferral(scene.handler, referralId, at(90)))?.progress).toContainEqual(
      expect.objectContaining({ kind: 'judged', sentence: '有期徒刑三年', fineFen: 5_000_000n, recoveredFen: 71_200_000n }),
    )
  })

  it('is put right by a further one of its own teller, and stands as it was told', async () => {
    const referralId = await anOpenedReferral()
    value(await tell('procurator', referralId, 'indicted', { peopleCount: '3' }))
    const [first] = await asOwner<{ id: string }>('SELECT id FROM criminal_progress WHERE referral_id = $1', [referralId])
    const right = { correctsId: first?.id, peopleCount: '2' }
    expect(await tell('police', referralId, 'sentToProsecution', right)).toMatchObject({ refusal: { code: 'notFound' } })
    expect(await tell('procurator', referralId, 'notIndicted', right)).toMatchObject({ refusal: { code: 'notFound' } })
    value(await tell('procurator', referralId, 'indicted', right))
    expect(await tell('procurator', referralId, 'indicted', right)).toMatchObject({ refusal: { code: 'notFound' } })
    expect(await seenBy(scene.handler, referralId)).toEqual([
      ['indicted', '', true],
      ['indicted', '', false],
    ])
    await expect(asOwner('UPDATE criminal_progress SET people_count = 9 WHERE referral_id = $1', [referralId])).rejects.toThrow(
      'append-only',
    )
  })
})
