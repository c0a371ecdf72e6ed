import { beforeAll, describe, expect, it, vi } from 'vitest'
import { answerItem } from '#server/self-inspection/answer-items'
import { filingProgress } from '#server/self-inspection/filing-progress'
import { getFiling, listOwnFilings } from '#server/self-inspection/filing-queries'
import { issueFilings } from '#server/self-inspection/issue-filings'
import { listFilings } from '#server/self-inspection/list-filings'
import { recallFilings } from '#server/self-inspection/recall-filings'
import { recordFinding } from '#server/self-inspection/record-finding'
import { reissueFilings } from '#server/self-inspection/reissue-filings'
import { acceptFiling } from '#server/self-inspection/review-filing'
import { submitFiling } from '#server/self-inspection/submit-filing'
import { city, county, done, launchedCampaign, officerOf } from '../../fixtures/campaigns'
import {
  aFinding,
  anInstitution,
  countyReviewer,
  filedAt,
  filingRow,
  proof,
  stateOf,
  type TestFiling,
  trailOf,
} from '../../fixtures/filings'
import { complianceOfficer } from '../../fixtures/people'
import { anIssuedList, itemsOfList, listCsv } from '../../fixtures/problem-lists'
import { asOwner } from '../../support/as-owner'

vi.setConfig({ testTimeout: 120_000 })

const refusedWith = (code: string) => ({ ok: false, refusal: { code } })
const reason = '第二条表述有误，另发新版'
let firstId = ''
let secondId = ''

beforeAll(async () => {
  firstId = await anIssuedList(
    listCsv([
      ['A1', '', '重复收费', '同一项目重复收费', ''],
      ['A2', '', '串换项目', '耗材串换', ''],
      ['A3', '', '超标准收费', '护理费超标准', ''],
      ['A4', '', '', '没有答复的条目', ''],
    ]),
  )
  secondId = await anIssuedList(
    listCsv([
      ['A1', '骨科', '重复收费', '同一项目重复收费', ''],
      ['A2', '', '串换项目', '耗材、药品串换', ''],
      ['A4', '', '', '没有答复的条目', ''],
      ['A5', '', '', '新增的条目', ''],
    ]),
    { as: 'next', ofId: firstId, name: '' },
  )
}, 120_000)

/** A new institution's filing of the first version, alone in a campaign of its own. */
async function aFiling(): Promise<TestFiling & { campaignId: string }> {
  const campaignId = await launchedCampaign()
  await asOwner('UPDATE institution SET active = false')
  const institutionId = await anInstitution()
  done(await issueFilings(city.handler, { campaignId, checklistId: firstId, dueOn: '2024-05-31' }, filedAt))
  const [row] = await asOwner<{ id: string }>('SELECT id FROM filing WHERE institution_id = $1', [institutionId])
  return { id: row?.id ?? '', institutionId, campaignId, officer: complianceOfficer(institutionId, 370811, { name: '合规专员' }) }
}

const itemOf = async (listId: string, code: string) => (await itemsOfList(listId)).find((item) => item.code === code)?.id ?? ''
async function say(filing: TestFiling, listId: string, code: string, version = 0) {
  return answerItem(filing.officer, { filingId: filing.id, itemId: await itemOf(listId, code), answer: 'noneFound', version }, filedAt)
}
async function find(filing: TestFiling, code: string) {
  const input = { filingId: filing.id, itemId: await itemOf(firstId, code), ...aFinding(await proof(filing.officer)) }
  return done(await recordFinding(filing.officer, input, filedAt)).id
}
const recall = (campaignId: string, actor = city.handler) => recallFilings(actor, { campaignId, checklistId: firstId, reason }, filedAt)
const reissue = (campaignId: string, actor = city.handler) =>
  reissueFilings(actor, { campaignId, fromId: firstId, checklistId: secondId, dueOn: '2024-06-30' }, filedAt)

describe('a recalled list', () => {
  it('is filled in no further, keeps what is answered, and makes nobody late', async () => {
    const filing = await aFiling()
    done(await say(filing, firstId, 'A1'))
    const before = await asOwner('SELECT * FROM filing_answer WHERE filing_id = $1', [filing.id])
    done(await recall(filing.campaignId))
    expect(await filingRow(filing.id)).toMatchObject({ state: 'recalled' })
    expect(await asOwner('SELECT * FROM filing_answer WHERE filing_id = $1', [filing.id])).toEqual(before)
    expect(await trailOf(filing.id)).toEqual(['filing.issue', 'filing.start', 'filing.answerItem', 'filing.recall'])

    // The officer who has the form open is told why, and nothing is written.
    const kept = await stateOf(filing.id)
    const told = { ok: false, refusal: { code: 'filingRecalled', detail: { reason } } }
    expect(await say(filing, firstId, 'A1', 1)).toEqual(told)
    const input = { filingId: filing.id, itemId: await itemOf(firstId, 'A2'), ...aFinding(await proof(filing.officer)) }
    expect(await recordFinding(filing.officer, input, filedAt)).toEqual(told)
    expect(await submitFiling(filing.officer, { filingId: filing.id, version: 3, attested: 'on' }, filedAt)).toEqual(told)
    expect(await stateOf(filing.id)).toBe(kept)
    expect((await listOwnFilings(filing.officer))[0]).toMatchObject({ state: 'recalled', recallReason: reason })
    expect((await getFiling(filing.officer, filing.id))?.may.fill).toBe(false)
    const [notice] = await asOwner(`SELECT text FROM notification WHERE institution_id = $1 AND kind = 'filingRecalled'`, [
      filing.institutionId,
    ])
    expect(notice).toMatchObject({ text: expect.stringContaining(reason) })

    const asked = { campaign: filing.campaignId }
    const [progress] = await filingProgress(county.handler, filing.campaignId)
    expect(progress).toMatchObject({ total: 0, overdue: 0, counts: { recalled: 1 } })
    expect((await listFilings(county.handler, { ...asked, state: 'unfiled' })).count).toBe(0)
    expect((await listFilings(county.handler, { ...asked, overdue: '1' })).count).toBe(0)
    expect(await recall(filing.campaignId)).toMatchObject(refusedWith('nothingToRecall'))
  })

  it('leaves what is accepted accepted', async () => {
    const filing = await aFiling()
    for (const code of ['A1', 'A2', 'A3', 'A4']) done(await say(filing, firstId, code))
    const { version } = await filingRow(filing.id)
    done(await submitFiling(filing.officer, { filingId: filing.id, version, attested: 'on' }, filedAt))
    done(await acceptFiling(countyReviewer, { filingId: filing.id, version: version + 1 }, filedAt))
    expect(await recall(filing.campaignId)).toMatchObject(refusedWith('nothingToRecall'))
    expect(await filingRow(filing.id)).toMatchObject({ state: 'accepted' })
  })

  it('is taken back and sent again by the bureau that runs the campaign, and by nobody else', async () => {
    const filing = await aFiling()
    const before = await stateOf(filing.id)
    const strangers = [
      county.handler,
      city.approver,
      officerOf('MI', 370000, ['handler']),
      officerOf('PS', 370800, ['handler']),
      filing.officer,
    ]
    for (const actor of strangers) {
      expect(await recall(filing.campaignId, actor)).toMatchObject(refusedWith('notFound'))
      expect(await reissue(filing.campaignId, actor)).toMatchObject(refusedWith('notFound'))
    }
    expect(await reissue(filing.campaignId), 'nothing is recalled').toMatchObject(refusedWith('nothingToIssue'))
    const silent = { campaignId: filing.campaignId, checklistId: firstId, reason: '改' }
    expect(await recallFilings(city.handler, silent, filedAt)).toMatchObject(refusedWith('invalidInput'))
    expect(await stateOf(filing.id)).toBe(before)
    const both = await Promise.all([recall(filing.campaignId), recall(filing.campaignId)])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  })
})

describe('the next version in its place', () => {
  it('keeps answers to what has not changed, asks again what has, and loses nothing', async () => {
    const filing = await aFiling()
    done(await say(filing, firstId, 'A1'))
    const ofChanged = await find(filing, 'A2')
    const ofGone = await find(filing, 'A3')
    done(await recall(filing.campaignId))
    expect(done(await reissue(filing.campaignId))).toEqual({ issued: 1, carried: 2 })

    expect(await filingRow(filing.id)).toMatchObject({ state: 'inProgress' })
    const view = await getFiling(filing.officer, filing.id)
    const item = (code: string) => view?.items.find((one) => one.code === code)
    expect(view?.items.map(({ code, former }) => [code, former])).toEqual([
      ['A1', false],
      ['A2', false],
      ['A4', false],
      ['A5', false],
      ['A3', true],
    ])
    expect(item('A1')).toMatchObject({ answer: { answer: 'noneFound', previousItem: null }, fieldId: 'orthopaedics' })
    expect(item('A2')).toMatchObject({ answer: { answer: 'found', previousItem: { text: '耗材串换' } }, findings: [{ id: ofChanged }] })
    expect(item('A3')).toMatchObject({ findings: [{ id: ofGone }] })
    expect(view?.gaps.map(({ code, lacks }) => [code, lacks])).toEqual([
      ['A2', 'confirmation'],
      ['A4', 'answer'],
      ['A5', 'answer'],
    ])
    // The sums are of the same rows as ever.
    const [sums] = await asOwner<{ fen: string }>('SELECT sum(fund_loss_fen)::text AS fen FROM finding WHERE filing_id = $1', [filing.id])
    expect(String(view?.totals.fundLossFen)).toBe(sums?.fen)

    const again = await itemOf(secondId, 'A2')
    const version = item('A2')?.answer?.version
    const input = { filingId: filing.id, itemId: again, answer: 'found', version }
    done(await answerItem(filing.officer, input, filedAt))
    for (const code of ['A4', 'A5']) done(await say(filing, secondId, code))
    const row = await filingRow(filing.id)
    done(await submitFiling(filing.officer, { filingId: filing.id, version: row.version, attested: 'on' }, filedAt))
    expect((await trailOf(filing.id)).slice(-1)).toEqual(['filing.submit'])
    expect(await reissue(filing.campaignId), 'sent once').toMatchObject(refusedWith('nothingToIssue'))
  })

  it('starts from nothing for whoever had answered nothing', async () => {
    const filing = await aFiling()
    done(await recall(filing.campaignId))
    expect(done(await reissue(filing.campaignId))).toEqual({ issued: 1, carried: 0 })
    const [row] = await asOwner('SELECT state::text, recall_reason, due_on::text FROM filing WHERE id = $1', [filing.id])
    expect(row).toEqual({ state: 'notStarted', recall_reason: null, due_on: '2024-06-30' })
  })
})

describe('an institution that changes in the middle', () => {
  it('takes its filing along to another county, which reviews it; the county it was issued in stays written', async () => {
    const filing = await aFiling()
    for (const code of ['A1', 'A2', 'A3', 'A4']) done(await say(filing, firstId, code))
    await asOwner(`UPDATE institution SET region_no = 370812, region_code = '370812' WHERE id = $1`, [filing.institutionId])
    const there = complianceOfficer(filing.institutionId, 370812, { name: '合规专员' })
    const { version } = await filingRow(filing.id)
    done(await submitFiling(there, { filingId: filing.id, version, attested: 'on' }, filedAt))
    const accept = (regionNo: number) =>
      acceptFiling(officerOf('MI', regionNo, ['reviewer']), { filingId: filing.id, version: version + 1 }, filedAt)
    expect(await getFiling(countyReviewer, filing.id)).toBeNull()
    expect(await accept(370811)).toMatchObject(refusedWith('notFound'))
    done(await accept(370812))
    const [row] = await asOwner('SELECT region_no, issued_region_no FROM filing WHERE id = $1', [filing.id])
    expect(row).toEqual({ region_no: 370812, issued_region_no: 370811 })
    const answers = await asOwner('SELECT DISTINCT region_no FROM filing_answer WHERE filing_id = $1', [filing.id])
    expect(answers).toEqual([{ region_no: 370812 }])
  })

  it('keeps what it filed when another takes it over, and is issued nothing new', async () => {
    const filing = await aFiling()
    done(await say(filing, firstId, 'A1'))
    const into = await anInstitution()
    await asOwner('UPDATE institution SET active = false, merged_into_id = $2 WHERE id = $1', [filing.institutionId, into])
    expect((await getFiling(countyReviewer, filing.id))?.items[0]?.answer).toMatchObject({ answer: 'noneFound' })
    done(await issueFilings(city.handler, { campaignId: filing.campaignId, checklistId: firstId, dueOn: '2024-05-31' }, filedAt))
    const filings = await asOwner<{ id: string; n: number }>(
      `SELECT institution_id AS id, count(*)::int AS n FROM filing WHERE institution_id = ANY ($1) AND campaign_id = $2 GROUP BY 1`,
      [[filing.institutionId, into], filing.campaignId],
    )
    expect(new Map(filings.map(({ id, n }) => [id, n]))).toEqual(
      new Map([
        [filing.institutionId, 1],
        [into, 1],
      ]),
    )
    const another = await launchedCampaign()
    done(await issueFilings(city.handler, { campaignId: another, checklistId: firstId, dueOn: '2024-05-31' }, filedAt))
    const [none] = await asOwner('SELECT count(*)::int AS n FROM filing WHERE institution_id = $1 AND campaign_id = $2', [
      filing.institutionId,
      another,
    ])
    expect(none).toEqual({ n: 0 })
  })
})
