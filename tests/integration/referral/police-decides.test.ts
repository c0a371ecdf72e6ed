import { beforeAll, describe, expect, it } from 'vitest'
import { asActor } from '#platform/db'
import { rowContext } from '#server/access'
import { draftRequest, requestReconsideration, restWithDecline } from '#server/referral/contest-decline'
import { declineCriminalCase, openCriminalCase, upholdDecline } from '#server/referral/decide-criminal-case'
import { getReferral } from '#server/referral/queries'
import { readCopy, receiveReferral } from '#server/referral/receive-referral'
import { recordProgress } from '#server/referral/record-progress'
import { actionsOn, clocksRunning, noticesTo, officerOf, places } from '../../fixtures/matters'
import { aDeliveredPoliceReferral, aReceivedPoliceReferral, aScene, at, objects, type Scene, value } from '../../fixtures/referral-scenes'
import { asOwner } from '../../support/as-owner'

let scene: Scene
beforeAll(async () => {
  scene = await aScene()
})

const row = async (id: string) => (await asOwner<Record<string, unknown>>('SELECT *, state::text FROM referral WHERE id = $1', [id]))[0]
const opening = { outcomeNumber: '任公（刑）立字〔2026〕12号' }
const declining = { outcomeNumber: '任公（刑）不立字〔2026〕3号', reason: '现有证据不足以证明非法占有目的' }
const reason = '证据已补充，应当立案侦查'

describe('the police', () => {
  it('sign for the case, which starts their three days', async () => {
    const referralId = await aDeliveredPoliceReferral(scene)
    const others = [
      scene.handler,
      scene.procurator,
      await officerOf(places.otherPolice, ['handler']),
      await officerOf(places.police, ['reviewer']),
      await officerOf(places.police, []),
    ]
    for (const someone of others) {
      expect(await receiveReferral(someone, { referralId, version: '3' }, at(40))).toMatchObject({ refusal: { code: 'notFound' } })
    }
    expect(await receiveReferral(scene.police, { referralId, version: '2' }, at(40))).toMatchObject({
      refusal: { code: 'changedMeanwhile' },
    })
    const both = await Promise.all([1, 2].map(() => receiveReferral(scene.police, { referralId, version: '3' }, at(40))))
    expect(both.filter((outcome) => outcome.ok)).toHaveLength(1)
    expect(await row(referralId)).toMatchObject({ state: 'received', version: 4, received_by_name: '王警官', received_at: at(40) })
    expect(
      await asOwner(
        'SELECT rule_id, due_at, responsible_department::text AS who, other_department::text AS other FROM statutory_clock WHERE subject_id = $1 AND stopped_at IS NULL',
        [referralId],
      ),
    ).toEqual([{ rule_id: 'CK32', due_at: new Date('2026-06-15T16:00:00Z'), who: 'PS', other: 'MI' }])
  })

  it('file the case: their clock stops, three days to hand the material over start, the sender is told', async () => {
    const referralId = await aReceivedPoliceReferral(scene)
    expect(await noticesTo(scene.procurator.agencyId)).not.toContain('referralAnswered')
    for (const someone of [scene.handler, scene.procurator, await officerOf(places.otherPolice, ['handler'])]) {
      expect(await openCriminalCase(someone, { referralId, version: '4', ...opening }, at(60))).toMatchObject({
        refusal: { code: 'notFound' },
      })
    }
    expect(await openCriminalCase(scene.police, { referralId, version: '4', ...opening }, at(60))).toMatchObject({ ok: true })
    expect(await row(referralId)).toMatchObject({ state: 'criminalCaseOpened', outcome_number: opening.outcomeNumber, outcome_at: at(60) })
    expect(await clocksRunning(referralId)).toEqual(['CK38'])
    for (const told of [scene.handler, scene.procurator]) expect(await noticesTo(told.agencyId)).toContain('referralAnswered')
    expect(await actionsOn(referralId)).toEqual(expect.arrayContaining(['referral.receive', 'referral.openCriminalCase']))
  })

  it('decline with a reason, and the sender has three days to object', async () => {
    const referralId = await aReceivedPoliceReferral(scene)
    expect(await declineCriminalCase(scene.police, { referralId, version: '4', ...declining, reason: '' }, at(60))).toMatchObject({
      refusal: { code: 'invalidInput' },
    })
    expect(await declineCriminalCase(scene.police, { referralId, version: '4', ...declining }, at(60))).toMatchObject({ ok: true })
    expect(await row(referralId)).toMatchObject({ state: 'criminalCaseDeclined', outcome_reason: declining.reason })
    expect(await clocksRunning(referralId)).toEqual(['CK33'])
    expect(await restWithDecline(scene.handler, { referralId, version: '5' }, at(62))).toMatchObject({ ok: true })
    expect(await clocksRunning(referralId)).toEqual([])
    expect(await objects(scene, 'police', { referralId, version: '6', reason }, at(63))).toMatchObject({
      refusal: { code: 'wrongState' },
    })
  })

  it('reconsider once; then the procuratorate is the way', async () => {
    const referralId = await aReceivedPoliceReferral(scene)
    value(await declineCriminalCase(scene.police, { referralId, version: '4', ...declining }, at(60)))
    expect(await draftRequest(scene.police, { referralId, version: '5', reason }, at(61))).toMatchObject({
      refusal: { code: 'notFound' },
    })
    const issue = (by = scene.approver) => requestReconsideration(by, { referralId, version: '5' }, at(61))
    expect(await issue()).toMatchObject({ refusal: { code: 'paperMissing' } })
    expect(await issue(scene.handler)).toMatchObject({ refusal: { code: 'notFound' } })
    const drafting = { referralId, version: '5', reason: '理由另行补充' }
    value(await draftRequest({ ...scene.approver, roles: ['handler'] }, drafting, at(61)))
    expect(await issue()).toMatchObject({ refusal: { code: 'samePerson' } })
    expect(await objects(scene, 'police', { referralId, version: '5', reason }, at(61))).toMatchObject({ ok: true })
    expect(await clocksRunning(referralId)).toEqual(['CK34'])
    expect(await declineCriminalCase(scene.police, { referralId, version: '6', ...declining }, at(62))).toMatchObject({
      refusal: { code: 'wrongState' },
    })
    const withList = { referralId, version: '6', ...declining, returned: '调查报告 | 1份' }
    expect(await upholdDecline(scene.police, withList, at(62))).toMatchObject({ refusal: { code: 'unknownField' } })
    expect(await upholdDecline(scene.police, { referralId, version: '6', ...declining }, at(62))).toMatchObject({ ok: true })
    expect(await clocksRunning(referralId)).toEqual(['CK35'])
    expect(await objects(scene, 'police', { referralId, version: '7', reason }, at(63))).toMatchObject({
      refusal: { code: 'wrongState' },
    })
    expect(await objects(scene, 'procuratorate', { referralId, version: '7', reason }, at(63))).toMatchObject({ ok: true })
    expect(await clocksRunning(referralId)).toEqual([])
    expect(await noticesTo(scene.procurator.agencyId)).toContain('supervisionAdvised')
    const [request, advice] = await asOwner<{ kind: string; state: string; number: string; input: Record<string, unknown> }>(
      `SELECT kind, state::text, number, input FROM official_document WHERE subject_id = $1 AND state <> 'voided' AND kind IN ('reconsiderationRequest', 'supervisionAdvice') ORDER BY kind`,
      [referralId],
    )
    const declined = { declineNumber: declining.outcomeNumber, declineReason: declining.reason, declinedOn: '2026-06-12', reason }
    expect(request).toMatchObject({ state: 'issued', input: { ...declined, addressee: places.police } })
    expect(advice).toMatchObject({ state: 'issued', input: { ...declined, addressee: scene.procurator.agencyName, police: places.police } })
    expect([request?.number, advice?.number]).toEqual([
      expect.stringMatching(/函〔2026〕\d+号$/),
      expect.stringMatching(/函〔2026〕\d+号$/),
    ])
    expect((await getReferral(scene.procurator, referralId, at(64)))?.documents).toEqual([])
  })
})

describe('what is said with a step', () => {
  const words = async (actor: Scene['police'], id: string) =>
    (await getReferral(actor, id, at(90)))?.words.map(({ step, text }) => [step, text])
  const underPolicies = (actor: Scene['police'], id: string) =>
    asActor(rowContext(actor), (tx) => tx.referralWord.count({ where: { referralId: id } }))

  it('arrives at those whom it is said to, and at nobody else', async () => {
    const referralId = await aReceivedPoliceReferral(scene)
    value(await declineCriminalCase(scene.police, { referralId, version: '4', ...declining }, at(60)))
    value(await objects(scene, 'police', { referralId, version: '5', reason }, at(61)))
    value(await upholdDecline(scene.police, { referralId, version: '6', ...declining }, at(62)))
    value(await objects(scene, 'procuratorate', { referralId, version: '7', reason: '公安机关两次不予立案，请予监督' }, at(63)))
    const toPolice = ['requestReconsideration', reason]
    const toProcurator = ['adviseSupervision', '公安机关两次不予立案，请予监督']
    const [declined, upheld] = ['declineCriminalCase', 'upholdDecline'].map((step) => [
      step,
      `${declining.outcomeNumber} ${declining.reason}`,
    ])
    expect(await words(scene.police, referralId)).toEqual([declined, toPolice, upheld])
    expect(await words(scene.procurator, referralId)).toEqual([declined, upheld, toProcurator])
    expect(await words(scene.handler, referralId)).toEqual([declined, toPolice, upheld, toProcurator])
    const counts = [scene.police, scene.procurator, scene.handler, scene.health].map((someone) => underPolicies(someone, referralId))
    expect(await Promise.all(counts)).toEqual([3, 3, 4, 0])
    await expect(asOwner(`UPDATE referral_word SET text = 'x' WHERE referral_id = $1`, [referralId])).rejects.toThrow('append-only')
  })
})

describe('the criminal process', () => {
  it('is told by each authority for its own part; the court comes in with the indictment', async () => {
    const referralId = await aReceivedPoliceReferral(scene)
    const step = (kind: string) => ({ referralId, kind, occurredOn: '2026-07-01', peopleCount: '2', documentNumber: '', note: '' })
    expect(await recordProgress(scene.police, { ...step('detained'), version: '4' }, at(50))).toMatchObject({
      refusal: { code: 'wrongState' },
    })
    value(await openCriminalCase(scene.police, { referralId, version: '4', ...opening }, at(60)))

    expect(await recordProgress(scene.police, { ...step('detained'), version: '5' }, at(70))).toMatchObject({ ok: true })
    expect(await recordProgress(scene.police, { ...step('judged'), version: '6' }, at(70))).toMatchObject({ refusal: { code: 'notFound' } })
    expect(await recordProgress(scene.handler, { ...step('detained'), version: '6' }, at(70))).toMatchObject({
      refusal: { code: 'notFound' },
    })
    expect(await getReferral(scene.judge, referralId, at(70))).toBeNull()
    expect(await recordProgress(scene.procurator, { ...step('indicted'), version: '6' }, at(80))).toMatchObject({ ok: true })
    expect(await getReferral(scene.judge, referralId, at(81))).toMatchObject({ side: 'court', tellable: ['tried', 'judged', 'effective'] })
    expect(await recordProgress(scene.judge, { ...step('judged'), version: '7' }, at(90))).toMatchObject({ ok: true })

    const view = await getReferral(scene.handler, referralId, at(91))
    expect(view?.progress.map(({ kind, department, peopleCount }) => [kind, department, peopleCount])).toEqual([
      ['indicted', 'PR', 2],
      ['judged', 'CT', 2],
    ])
  })

  it('shows the sender when the procuratorate has read its copy', async () => {
    const referralId = await aDeliveredPoliceReferral(scene)
    expect(await readCopy(scene.police, { referralId, version: '3' }, at(31))).toMatchObject({ refusal: { code: 'notFound' } })
    expect(await readCopy(scene.procurator, { referralId, version: '3' }, at(31))).toMatchObject({ ok: true })
    expect((await getReferral(scene.handler, referralId, at(32)))?.copyReadAt).toEqual(at(31))
    expect(await readCopy(scene.procurator, { referralId, version: '3' }, at(33))).toMatchObject({ ok: true })
    expect(await row(referralId)).toMatchObject({ version: 3, copy_read_at: at(31) })
    expect(await receiveReferral(scene.police, { referralId, version: '3' }, at(40))).toMatchObject({ ok: true })
  })
})

describe('late', () => {
  it('is visible to the police, the sender and both of their superiors, and to nobody else', async () => {
    const referralId = await aReceivedPoliceReferral(scene)
    const lateBy = async (person: Scene['police']) =>
      (await getReferral(person, referralId, at(40 + 24 * 6)))?.clocks
        .filter(({ state }) => state.state === 'overdue')
        .map(({ ruleId }) => ruleId)
    const superiors = [await officerOf('济宁市公安局', ['supervisor']), await officerOf(places.cityBureau, ['supervisor'])]
    for (const someone of [scene.police, scene.handler, ...superiors]) expect(await lateBy(someone)).toEqual(['CK32'])
    expect(await lateBy(scene.health)).toBeUndefined()
    expect(await lateBy(scene.procurator)).toEqual([])
  })
})
