import { beforeAll, expect, it } from 'vitest'
import { beijingMidnight } from '#domain/kernel/civil-date'
import { addFact } from '#server/case/add-fact'
import { addParty } from '#server/case/keep-parties'
import { getCase } from '#server/case/queries'
import { setPenalty } from '#server/case/set-penalty'
import { publishPaper } from '#server/case/track/publish-paper'
import { done } from '../../fixtures/campaigns'
import { anIssuedPaper } from '../../fixtures/case-papers'
import { aCaseUnderInvestigation, aDesk, type Desk, filedAt, partyOf, served, step, versionOf, walk } from '../../fixtures/case-scenes'
import { aFile } from '../../fixtures/matters'
import { asOwner } from '../../support/as-owner'

let desk: Desk
beforeAll(async () => {
  desk = await aDesk()
})

const later = new Date('2026-06-10T02:00:00Z')
const factIds = (caseId: string) => asOwner<{ id: string }>('SELECT id FROM case_fact WHERE case_id = $1 ORDER BY seq', [caseId])
const clocks = (caseId: string, rule: string) =>
  asOwner('SELECT started_at FROM statutory_clock WHERE subject_id = $1 AND rule_id = $2', [caseId, rule])

const propose = async (caseId: string, factId = '', form: object = { refund: '800', fineTimes: '2' }) =>
  setPenalty(desk.handler, { caseId, version: String(await versionOf(caseId)), factId, ...form }, filedAt)

/** A case against a hospital and its head, with a fact of each. */
async function aCaseOfTwo(amounts: object): Promise<{ caseId: string; head: string }> {
  const caseId = await aCaseUnderInvestigation(desk)
  const version = async () => String(await versionOf(caseId))
  const person = { name: '王平', kind: 'person', role: 'legalRepresentative' }
  done(await addParty(desk.handler, { caseId, version: await version(), ...person }, filedAt))
  const [, { id: head } = { id: '' }] = await asOwner<{ id: string }>('SELECT id FROM case_party WHERE case_id = $1 ORDER BY seq', [caseId])
  const fact = { partyId: head, behaviour: '组织虚假住院', actFrom: '2026-01-05', actTo: '2026-03-28' }
  done(await addFact(desk.handler, { caseId, version: await version(), ...fact, ...amounts }, filedAt))
  return { caseId, head }
}

/** The same with a fine for each, of which both are told. */
async function aNoticedCaseOfTwo(): Promise<{ caseId: string; head: string }> {
  const amounts = { billed: '1000', irregular: '800', fundLoss: '800', fraud: '800', intentGround: '聊天记录证实系有意组织。' }
  const { caseId, head } = await aCaseOfTwo({ provision: 'P41-4', ...amounts })
  for (const { id: factId } of await factIds(caseId)) done(await propose(caseId, factId))
  await noticed(caseId, filedAt)
  return { caseId, head }
}

const decidedAt = new Date('2026-06-20T02:00:00Z')
/** Both were told, nobody spoke, and it is decided, with its paper. */
async function decided(caseId: string, head: string): Promise<void> {
  done(await step('serveNoticeToOne', desk.handler, caseId, { ...served, partyId: head }, later))
  const talk = { heldOn: '2026-06-20', present: '刘洋、王芳、赵磊', opinions: '均同意拟定意见。', conclusion: '按拟定意见作出决定。' }
  await walk(desk, caseId, [['serveNotice', 'handler', served]], later)
  await walk(
    desk,
    caseId,
    [
      ['endDefence', 'handler'],
      ['discuss', 'approver', talk],
      ['decide', 'approver'],
    ],
    decidedAt,
  )
  await anIssuedPaper(desk, caseId, 'penaltyDecision', decidedAt)
}

async function noticed(caseId: string, at: Date): Promise<void> {
  await walk(
    desk,
    caseId,
    [
      ['report', 'handler'],
      ['sendToReview', 'handler'],
      ['agreeReview', 'legal', { opinion: '事实清楚，裁量适当' }],
      ['notice', 'approver'],
    ],
    at,
  )
  for (const kind of ['priorNotice', 'hearingNotice'] as const) await anIssuedPaper(desk, caseId, kind, at)
}

it('of several parties each is served, and the days of all run from the last', async () => {
  const { caseId, head } = await aNoticedCaseOfTwo()
  const institution = await partyOf(caseId)
  const onLast = () => step('serveNotice', desk.handler, caseId, served, later)
  expect(await onLast()).toMatchObject({ refusal: { code: 'partiesUnserved', detail: { count: 1 } } })
  expect((await getCase(desk.handler, caseId, filedAt))?.unserved.map(({ name }) => name)).toEqual(['清溪医院', '王平'])
  const onHead = { ...served, partyId: head, servedOn: '2026-06-09', receiver: '王平' }
  expect(await step('serveNoticeToOne', desk.handler, caseId, { ...onHead, servedOn: '2026-06-07' }, later)).toMatchObject({
    refusal: { code: 'dateBeforeAct' },
  })
  done(await step('serveNoticeToOne', desk.handler, caseId, onHead, later))
  expect([await clocks(caseId, 'CK12'), (await getCase(desk.handler, caseId, later))?.procedure?.stage]).toEqual([[], 'noticed'])
  // Its own day counts for each, also where another was served later.
  expect(await step('serveNotice', desk.handler, caseId, { ...served, servedOn: '2026-06-07' }, later)).toMatchObject({
    refusal: { code: 'dateBeforeAct' },
  })
  // The last is served by the step itself, on an earlier day: the time runs from the later one.
  expect(await step('serveNoticeToOne', desk.handler, caseId, { ...onHead, partyId: institution }, later)).toMatchObject({
    refusal: { code: 'wrongState' },
  })
  done(await onLast())
  expect(await clocks(caseId, 'CK12')).toEqual([{ started_at: beijingMidnight('2026-06-09') }])
  expect(await asOwner('SELECT party_id, served_on::text FROM case_service WHERE case_id = $1 ORDER BY served_on', [caseId])).toEqual([
    { party_id: institution, served_on: '2026-06-08' },
    { party_id: head, served_on: '2026-06-09' },
  ])
})

it('so is the decision', async () => {
  const { caseId, head } = await aNoticedCaseOfTwo()
  await decided(caseId, head)
  const day = { ...served, servedOn: '2026-06-20' }
  const onLast = () => step('serveDecision', desk.handler, caseId, day, decidedAt)
  expect(await onLast()).toMatchObject({ refusal: { code: 'partiesUnserved' } })
  done(await step('serveDecisionToOne', desk.handler, caseId, { ...day, partyId: head }, decidedAt))
  done(await onLast())
})

it('a head who is to be shut out of the trade may ask for a hearing, and nothing of theirs stands still', async () => {
  const { caseId, head } = await aCaseOfTwo({ provision: 'P43-1', billed: '0', irregular: '0', fundLoss: '0' })
  const [own, ofHead] = await factIds(caseId)
  const ban = { refund: '0', suspendMonths: '60', noPenaltyReason: '该条没有罚款' }
  const hearing = async () => (await getCase(desk.handler, caseId, filedAt))?.hearingDemanded
  expect(await propose(caseId, ofHead?.id, ban)).toMatchObject({ refusal: { code: 'graveHarmMissing' } })
  expect(await hearing()).toBe(false)
  done(await propose(caseId, ofHead?.id, { ...ban, seriousGround: '基金损失八千万元' }))
  expect(await hearing()).toBe(true)
  done(await propose(caseId, own?.id))
  await noticed(caseId, filedAt)
  await decided(caseId, head)
  const day = { ...served, servedOn: '2026-06-20' }
  done(await step('serveDecisionToOne', desk.handler, caseId, { ...day, partyId: head }, decidedAt))
  done(await step('serveDecision', desk.handler, caseId, day, decidedAt))
  expect(await asOwner('SELECT 1 FROM case_stoppage WHERE case_id = $1', [caseId])).toEqual([])
})

it('is published for each that cannot be found, and what was published serves no other party and no later notice', async () => {
  const { caseId, head } = await aNoticedCaseOfTwo()
  const institution = await partyOf(caseId)
  const publish = async (over: object = {}) =>
    publishPaper(
      desk.handler,
      {
        ...{ caseId, version: await versionOf(caseId), publishedOn: '2026-06-09', place: '区政府门户网站公告栏' },
        ...{ receiptFileIds: await aFile(desk.handler, '公告截图.pdf'), ...over },
      },
      later,
    )
  const running = async () =>
    (
      await asOwner<{ object_id: string }>(
        `SELECT object_id FROM statutory_clock WHERE subject_id = $1 AND rule_id = 'CK15' AND stopped_at IS NULL`,
        [caseId],
      )
    ).map(({ object_id }) => object_id)
  done(await publish({ partyIds: head }))
  const august = new Date('2026-08-01T02:00:00Z')
  const byPublication = { ...served, method: 'publication', servedOn: '2026-07-10' }
  const serve = (partyId: string, over: object = {}) =>
    step('serveNoticeToOne', desk.handler, caseId, { ...byPublication, partyId, ...over }, august)
  expect(await serve(institution)).toMatchObject({ refusal: { code: 'publicationMissing' } })
  expect((await getCase(desk.handler, caseId, later))?.toPublish).toMatchObject({ paper: 'priorNotice', parties: [{ id: institution }] })
  done(await publish())
  expect(await publish()).toMatchObject({ refusal: { code: 'alreadyExists' } })
  expect(new Set(await running())).toEqual(new Set([head, institution]))
  // However it was served, it waits for its publication no longer; the other still does, and is late with nothing.
  done(await serve(head, { method: 'direct' }))
  expect(await running()).toEqual([institution])
  const shown = (await getCase(desk.handler, caseId, august))?.clocks.filter(({ ruleId }) => ruleId === 'CK15')
  expect(shown?.map(({ state }) => state)).toEqual([
    { state: 'stopped', late: false },
    { state: 'stopped', late: false },
  ])
  await walk(desk, caseId, [['reopen', 'approver', { reason: '当事人提供了新的材料' }]], august)
  expect(await running()).toEqual([])
  const anew = new Date('2026-08-02T02:00:00Z')
  await noticed(caseId, anew)
  const onAnew = { ...byPublication, partyId: institution, servedOn: '2026-08-02' }
  expect(await step('serveNoticeToOne', desk.handler, caseId, onAnew, anew)).toMatchObject({ refusal: { code: 'publicationMissing' } })
})
