import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { addDays, beijingDay } from '#domain/kernel/civil-date'
import { getFiling, getFilingForReview } from '#server/self-inspection/filing-queries'
import { issueFilings } from '#server/self-inspection/issue-filings'
import { keptItems } from '#server/self-inspection/keep-revision'
import { answerQuestion, askQuestion } from '#server/self-inspection/questions'
import { recallFilings } from '#server/self-inspection/recall-filings'
import { reissueFilings } from '#server/self-inspection/reissue-filings'
import { escalateUnfiled, remindUnfiled } from '#server/self-inspection/remind-unfiled'
import { returnFiling } from '#server/self-inspection/review-filing'
import { checklistId } from '../../../prisma/reference/rows'
import { anAccount } from '../../fixtures/accounts'
import { city, done, launchedCampaign, officerOf } from '../../fixtures/campaigns'
import { anInstitution, countyReviewer, filedAt, filingRow, issuedFiling, stateOf, submittedFiling } from '../../fixtures/filings'
import { anIssuedList, listCsv } from '../../fixtures/problem-lists'
import { asOwner } from '../../support/as-owner'

vi.setConfig({ testTimeout: 120_000 })

const refusedWith = (code: string) => ({ ok: false, refusal: { code } })
const reason = '第二条表述有误，另发新版'
let campaignId = ''
let nextListId = ''
beforeAll(async () => {
  nextListId = await anIssuedList(listCsv([['A1', '', '重复收费', '同一项目重复收费', '']]))
  await asOwner('UPDATE institution SET active = false')
})
const recall = (actor = city.handler) => recallFilings(actor, { campaignId, checklistId, reason }, filedAt)
const reissue = (actor = city.handler, now = filedAt) =>
  reissueFilings(actor, { campaignId, fromId: checklistId, checklistId: nextListId, dueOn: '2024-06-30' }, now)

/** A handler of the city who keeps away from an institution. */
async function whoKeepsAwayFrom(institutionId: string) {
  const actor = { ...officerOf('MI', 370800, ['handler']), userId: (await anAccount()).userId }
  await asOwner(
    `INSERT INTO recusal (id, subject_type, subject_id, user_id, agency_id, department, region_no, reason, recorded_by_id, recorded_at)
     VALUES (gen_random_uuid(), 'institution', $1, $2, $3, 'MI', 370800, '近亲属任职', $2, now())`,
    [institutionId, actor.userId, actor.agencyId],
  )
  const [row] = await asOwner<{ ids: string[] }>('SELECT recused_ids($1) AS ids', [actor.userId])
  return { ...actor, recusedIds: row?.ids ?? [] }
}

describe('what is done to all filings of a place', () => {
  it('is not done by who keeps away from one of its institutions, which is named; another does it whole', async () => {
    campaignId = await launchedCampaign()
    const near = await issuedFiling(campaignId)
    const other = await issuedFiling(campaignId)
    const actor = await whoKeepsAwayFrom(near.institutionId)
    const [name] = await asOwner<{ name: string; code: string }>('SELECT name, code FROM institution WHERE id = $1', [near.institutionId])
    const byAnother = { ok: false, refusal: { code: 'issueByAnother', detail: { institutions: [name?.name] } } }
    const before = [await stateOf(near.id), await stateOf(other.id)]
    expect(await recall(actor)).toEqual(byAnother)
    expect(await remindUnfiled(actor, { campaignId, regionNo: 370811 }, filedAt)).toEqual(byAnother)
    expect(await escalateUnfiled(actor, { campaignId, regionNo: 370811 }, filedAt)).toEqual(byAnother)
    expect([await stateOf(near.id), await stateOf(other.id)]).toEqual(before)
    expect(await remindUnfiled(actor, { campaignId, regionNo: 370812 }, filedAt)).toMatchObject(refusedWith('nobodyToRemind'))
    expect(done(await recall())).toEqual({ recalled: 2 })
    expect(await reissue(actor)).toEqual(byAnother)
    expect(done(await reissue())).toMatchObject({ issued: 2 })
  })

  it('is issued by another, or to all but the one', async () => {
    campaignId = await launchedCampaign()
    await asOwner('UPDATE institution SET active = false')
    const [near, other] = [await anInstitution(), await anInstitution()]
    const actor = await whoKeepsAwayFrom(near)
    const [row] = await asOwner<{ code: string }>('SELECT code FROM institution WHERE id = $1', [near])
    const issue = (more: object = {}, by: Actor = actor) =>
      issueFilings(by, { campaignId, checklistId, dueOn: '2024-05-31', ...more }, filedAt)
    expect(await issue()).toMatchObject(refusedWith('issueByAnother'))
    expect(await asOwner('SELECT FROM filing WHERE campaign_id = $1', [campaignId])).toEqual([])
    expect(done(await issue({ exclude: row?.code }))).toEqual({ issued: 1 })
    expect(done(await issue({}, city.handler))).toEqual({ issued: 1 })
    const filings = await asOwner<{ id: string }>('SELECT institution_id AS id FROM filing WHERE campaign_id = $1', [campaignId])
    expect(filings.map(({ id }) => id).sort()).toEqual([near, other].sort())
  })
})

describe('a recall of what has been submitted', () => {
  const clocks = (filingId: string) =>
    asOwner<{ due: string; stopped: boolean }>(
      `SELECT to_char((due_at - interval '1 second') AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS due, stopped_at IS NOT NULL AS stopped
       FROM statutory_clock WHERE subject_id = $1 AND rule_id = 'CK73' ORDER BY started_at, due_at`,
      [filingId],
    )
  const soon = addDays(beijingDay(filedAt), 3)
  const onDay = (days: number) => new Date(filedAt.getTime() + days * 86_400_000)

  it('keeps what was attested, as a return does', async () => {
    campaignId = await launchedCampaign()
    const [recalled, returned] = [await submittedFiling(campaignId), await submittedFiling(campaignId)]
    const stood = async (id: string) => JSON.parse(JSON.stringify(keptItems((await getFiling(countyReviewer, id))?.items ?? [])))
    const before = [await stood(recalled.id), await stood(returned.id)]
    done(await returnFiling(countyReviewer, { filingId: returned.id, version: returned.version, reason: '请补正附件' }, filedAt))
    done(await recall())
    const kept = await asOwner<{ id: string; no: number; content: unknown }>(
      'SELECT filing_id AS id, no, content FROM filing_revision WHERE filing_id = ANY ($1) ORDER BY taken_at',
      [[recalled.id, returned.id]],
    )
    expect(kept).toHaveLength(2)
    expect(kept.find(({ id }) => id === recalled.id)).toMatchObject({ no: 1, content: before[0] })
    expect(kept.find(({ id }) => id === returned.id)).toMatchObject({ no: 1, content: before[1] })
    expect(before[0].filter(({ findings }: { findings: unknown[] }) => findings.length > 0)).toHaveLength(1)
    done(await reissue())
    expect((await getFilingForReview(countyReviewer, recalled.id))?.revision?.takenAt).toEqual(filedAt)
  })

  it('stops the clock of its questions, which runs anew when it is sent again', async () => {
    campaignId = await launchedCampaign()
    const filing = await submittedFiling(campaignId)
    const { id } = done(await askQuestion(countyReviewer, { filingId: filing.id, text: '请说明计费规则', dueOn: soon }, filedAt))
    done(await recall())
    expect(await clocks(filing.id)).toEqual([{ due: soon, stopped: true }])
    // Sent again after its last day: as long as a question that is asked on that day.
    done(await reissue(city.handler, onDay(10)))
    const [, anew] = await clocks(filing.id)
    expect(anew).toMatchObject({ stopped: false })
    expect(anew?.due && anew.due > beijingDay(onDay(10))).toBe(true)
    const [question] = await asOwner<{ due: string; version: number }>(
      'SELECT due_on::text AS due, version FROM filing_question WHERE id = $1',
      [id],
    )
    expect(question?.due).toBe(anew?.due)
    const { version } = question ?? { version: 0 }
    done(await answerQuestion(filing.officer, { questionId: id, version, text: '已核对，见附件', evidenceFileIds: '' }, onDay(11)))
    expect((await clocks(filing.id)).every(({ stopped }) => stopped)).toBe(true)
    expect((await getFiling(filing.officer, filing.id))?.questions[0]?.lines.map(({ late }) => late)).toEqual([false, false])
    expect((await filingRow(filing.id)).state).toBe('inProgress')
  })

  it('leaves the day of a question that has not come yet', async () => {
    campaignId = await launchedCampaign()
    const filing = await submittedFiling(campaignId)
    done(await askQuestion(countyReviewer, { filingId: filing.id, text: '请说明计费规则', dueOn: soon }, filedAt))
    done(await recall())
    done(await reissue(city.handler, onDay(1)))
    expect(await clocks(filing.id)).toEqual([
      { due: soon, stopped: true },
      { due: soon, stopped: false },
    ])
  })
})
