import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { adoptCampaign } from '#server/campaign/adopt-campaign'
import { answerItem, answerRest } from '#server/self-inspection/answer-items'
import { issueFilings } from '#server/self-inspection/issue-filings'
import { pasteFindings } from '#server/self-inspection/paste-findings'
import { amendFinding, recordFinding } from '#server/self-inspection/record-finding'
import { removeFinding } from '#server/self-inspection/remove-finding'
import { reopenFiling, startFiling } from '#server/self-inspection/start-filing'
import { checklistId } from '../../../prisma/reference/rows'
import { city, county, done, launchedCampaign, officerOf } from '../../fixtures/campaigns'
import {
  aFinding,
  anInstitution,
  filedAt,
  filingRow,
  filingWithFinding,
  issuedFiling,
  itemsFor,
  proof,
  stateOf,
  submittedFiling,
  trailOf,
} from '../../fixtures/filings'
import { complianceOfficer } from '../../fixtures/people'
import { asOwner } from '../../support/as-owner'

let campaignId = ''
beforeAll(async () => {
  campaignId = await launchedCampaign()
})

const refusedWith = (code: string) => ({ ok: false, refusal: { code } })
const stranger = () => complianceOfficer(randomUUID(), 370811)
const count = async (text: string, ...values: unknown[]) => Number((await asOwner<{ n: string }>(text, values))[0]?.n)

describe('issuing', () => {
  const issue = (actor = city.handler, kinds: string[] = [], of = campaignId) =>
    issueFilings(actor, { campaignId: of, checklistId, kinds, dueOn: '2024-05-31' }, filedAt)

  it('gives each institution of the region its numbered filing, tells it, and adds those that come later', async () => {
    const clinics = [await anInstitution(), await anInstitution({ regionNo: 370812 })]
    const pharmacy = await anInstitution({ kind: 'pharmacy' })
    expect(await issue(city.handler, ['clinic'])).toEqual({ ok: true, value: { issued: 2 } })
    expect(await issue()).toEqual({ ok: true, value: { issued: 1 } })
    expect(await issue()).toMatchObject(refusedWith('nothingToIssue'))

    const rows = await asOwner<{ id: string; number: string; state: string; institution_id: string }>(
      'SELECT id, number, state::text, institution_id FROM filing WHERE institution_id = ANY ($1::uuid[]) ORDER BY number',
      [[...clinics, pharmacy]],
    )
    expect(rows.map(({ number }) => number)).toEqual(['ZC-370811-2024-000001', 'ZC-370811-2024-000002', 'ZC-370812-2024-000001'])
    for (const row of rows) {
      expect(row.state).toBe('notStarted')
      expect(await trailOf(row.id)).toEqual(['filing.issue'])
      expect(await count('SELECT count(*) AS n FROM notification WHERE institution_id = $1', row.institution_id)).toBe(1)
    }
  })

  it('gives nobody two filings of one cascade, though the city and its county issue at once', async () => {
    const parentId = await launchedCampaign()
    const below = done(await adoptCampaign(county.handler, { campaignId: parentId })).campaignId
    await asOwner(
      `UPDATE campaign SET state = 'launched', confirmed_by_id = $2, confirmed_at = now(), approved_by_id = $3, approved_at = now(), launched_at = now()
       WHERE id = $1`,
      [below, randomUUID(), randomUUID()],
    )
    const institutions = await Promise.all(Array.from({ length: 5 }, () => anInstitution({ regionNo: 370811 })))
    await Promise.all([issue(city.handler, [], parentId), issue(county.handler, [], below)])
    const held = await asOwner<{ n: number }>(
      'SELECT count(*)::int AS n FROM filing WHERE campaign_id = ANY ($1) AND institution_id = ANY ($2) GROUP BY institution_id',
      [[parentId, below], institutions],
    )
    expect(held.map(({ n }) => n)).toEqual([1, 1, 1, 1, 1])
  })

  it('is the act of the bureau that runs the campaign', async () => {
    await anInstitution()
    for (const actor of [
      county.handler,
      city.approver,
      officerOf('MI', 370000, ['handler']),
      officerOf('PS', 370800, ['handler']),
      stranger(),
    ]) {
      expect(await issue(actor)).toMatchObject(refusedWith('notFound'))
    }
    expect(await issueFilings(city.handler, { campaignId, checklistId: randomUUID(), dueOn: '2024-05-31' }, filedAt)).toMatchObject(
      refusedWith('notFound'),
    )
  })
})

describe('answering', () => {
  it('starts the filing with the first answer, and keeps what a colleague has said meanwhile', async () => {
    const filing = await issuedFiling(campaignId)
    const [item] = await itemsFor()
    const answer = (version: number, answered = 'noneFound', reason = '') =>
      answerItem(filing.officer, { filingId: filing.id, itemId: item?.id, answer: answered, reason, version }, filedAt)
    expect(await answer(0)).toEqual({ ok: true, value: { version: 1 } })
    expect(await filingRow(filing.id)).toMatchObject({ state: 'inProgress', version: 2 })
    expect(await answer(0, 'found')).toMatchObject(refusedWith('changedMeanwhile'))
    expect(await answer(1, 'notApplicable')).toMatchObject(refusedWith('reasonMissing'))
    expect(await answer(1, 'notApplicable', '未开展')).toEqual({ ok: true, value: { version: 2 } })
    expect(await trailOf(filing.id)).toEqual(['filing.issue', 'filing.start', 'filing.answerItem', 'filing.answerItem'])
  })

  it('is nobody else’s, and not for items of another kind of institution', async () => {
    const filing = await issuedFiling(campaignId)
    const before = await stateOf(filing.id)
    const own = new Set((await itemsFor()).map(({ id }) => id))
    const [item] = await itemsFor()
    const foreign = (await itemsFor('hospital')).find(({ id }) => !own.has(id))
    const input = { filingId: filing.id, itemId: item?.id, answer: 'noneFound', version: 0 }
    for (const actor of [stranger(), city.handler, officerOf('MI', 370811, ['reviewer']), officerOf('PS', 370811, ['handler'])]) {
      expect(await answerItem(actor, input, filedAt)).toMatchObject(refusedWith('notFound'))
    }
    expect(await answerItem(filing.officer, { ...input, itemId: foreign?.id }, filedAt)).toMatchObject(refusedWith('notFound'))
    expect(await answerItem(filing.officer, { ...input, surprise: 1 }, filedAt)).toMatchObject(refusedWith('unknownField'))
    expect(await stateOf(filing.id)).toBe(before)
  })

  it('answers the rest of a section at once, on the person’s word, and leaves what is answered', async () => {
    const filing = await issuedFiling(campaignId)
    const items = (await itemsFor()).filter((item) => item.field_id === null)
    done(
      await answerItem(
        filing.officer,
        { filingId: filing.id, itemId: items[0]?.id, answer: 'notApplicable', reason: '未开展', version: 0 },
        filedAt,
      ),
    )
    const rest = { filingId: filing.id, section: 'general', answer: 'noneFound' }
    expect(await answerRest(filing.officer, rest, filedAt)).toMatchObject(refusedWith('invalidInput'))
    expect(await answerRest(filing.officer, { ...rest, attested: 'on' }, filedAt)).toEqual({
      ok: true,
      value: { answered: items.length - 1 },
    })
    expect(await answerRest(filing.officer, { ...rest, attested: 'on' }, filedAt)).toEqual({ ok: true, value: { answered: 0 } })
    expect(
      await asOwner('SELECT answer::text, count(*)::int AS n FROM filing_answer WHERE filing_id = $1 GROUP BY 1 ORDER BY 1', [filing.id]),
    ).toEqual([
      { answer: 'noneFound', n: items.length - 1 },
      { answer: 'notApplicable', n: 1 },
    ])
  })
})

describe('a finding', () => {
  it('is recorded with its amounts and its evidence, and answers its item', async () => {
    const filing = await filingWithFinding(campaignId)
    const [row] = await asOwner('SELECT billed_fen, irregular_fen, fund_loss_fen, people_count, field_id FROM finding WHERE id = $1', [
      filing.findingId,
    ])
    expect(row).toMatchObject({ billed_fen: '300000', irregular_fen: '200050', fund_loss_fen: '150000', people_count: 12 })
    expect(await asOwner('SELECT answer::text FROM filing_answer WHERE filing_id = $1', [filing.id])).toEqual([{ answer: 'found' }])
    expect(
      await count(
        `SELECT count(*) AS n FROM attachment WHERE subject_id = $1 AND institution_id = $2`,
        filing.findingId,
        filing.institutionId,
      ),
    ).toBe(1)
    expect(await trailOf(filing.id)).toContain('filing.recordFinding')
    const answer = { filingId: filing.id, itemId: filing.itemId, answer: 'noneFound', version: 1 }
    expect(await answerItem(filing.officer, answer, filedAt)).toMatchObject(refusedWith('findingsStand'))
  })

  it('is refused when its figures do not hold, and nothing is left behind', async () => {
    const filing = await issuedFiling(campaignId)
    const [item] = await itemsFor()
    const evidence = await proof(filing.officer)
    const before = await stateOf(filing.id)
    const record = (override: object, actor = filing.officer) =>
      recordFinding(actor, { filingId: filing.id, itemId: item?.id, ...aFinding(evidence), ...override }, filedAt)
    expect(await record({ irregular: '3000.01' })).toMatchObject(refusedWith('amountsOutOfOrder'))
    expect(await record({ fundLoss: '2000.51' })).toMatchObject(refusedWith('amountsOutOfOrder'))
    expect(await record({ periodFrom: '2021-04-30' })).toMatchObject(refusedWith('periodOutOfRange'))
    expect(await record({ periodTo: '2024-05-23' })).toMatchObject(refusedWith('periodOutOfRange'))
    expect(await record({ billed: '三千' })).toMatchObject(refusedWith('invalidInput'))
    expect(await record({ billed: '-1' })).toMatchObject(refusedWith('invalidInput'))
    expect(await record({ evidenceFileIds: await proof(city.handler) })).toMatchObject(refusedWith('notFound'))
    for (const actor of [stranger(), officerOf('MI', 370811, ['reviewer'])])
      expect(await record({}, actor)).toMatchObject(refusedWith('notFound'))
    expect(await stateOf(filing.id)).toBe(before)
  })

  it('is amended by whoever saw its latest version, and removed again', async () => {
    const filing = await filingWithFinding(campaignId)
    const amend = (version: number, override: object = {}, actor = filing.officer) =>
      amendFinding(actor, { findingId: filing.findingId, version, ...aFinding(''), ...override }, filedAt)
    expect(await amend(1, { fundLoss: '1400' })).toMatchObject({ ok: true })
    expect(await amend(1, { fundLoss: '1300' })).toMatchObject(refusedWith('changedMeanwhile'))
    expect(await amend(2, {}, stranger())).toMatchObject(refusedWith('notFound'))
    expect(await asOwner('SELECT fund_loss_fen, version FROM finding WHERE id = $1', [filing.findingId])).toEqual([
      { fund_loss_fen: '140000', version: 2 },
    ])
    const remove = (version: number, actor = filing.officer) => removeFinding(actor, { findingId: filing.findingId, version }, filedAt)
    expect(await remove(1)).toMatchObject(refusedWith('changedMeanwhile'))
    expect(await remove(2, stranger())).toMatchObject(refusedWith('notFound'))
    expect(await remove(2)).toMatchObject({ ok: true })
    expect(await remove(2)).toMatchObject(refusedWith('notFound'))
    expect(await count('SELECT count(*) AS n FROM finding WHERE filing_id = $1', filing.id)).toBe(0)
    expect((await trailOf(filing.id)).slice(-2)).toEqual(['filing.amendFinding', 'filing.removeFinding'])
  })

  it('gives up evidence only of its own', async () => {
    const [mine, other] = [await filingWithFinding(campaignId), await filingWithFinding(campaignId)]
    const evidence = async (findingId: string) =>
      asOwner<{ id: string }>('SELECT id FROM attachment WHERE subject_id = $1 AND removed_at IS NULL', [findingId])
    const [foreign] = await evidence(other.findingId)
    const drop = (dropEvidence: string | undefined, version: number) =>
      amendFinding(mine.officer, { findingId: mine.findingId, version, ...aFinding(''), dropEvidence }, filedAt)
    done(await drop(foreign?.id, 1))
    expect(await evidence(other.findingId)).toHaveLength(1)
    const [own] = await evidence(mine.findingId)
    done(await drop(own?.id, 2))
    expect(await evidence(mine.findingId)).toHaveLength(0)
  })

  it('is recorded once, however often the same submission arrives', async () => {
    const filing = await issuedFiling(campaignId)
    const [item] = await itemsFor()
    const input = { filingId: filing.id, itemId: item?.id, ...aFinding(await proof(filing.officer)), requestKey: randomUUID() }
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => recordFinding(filing.officer, input, filedAt)))
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1)
    expect(await count('SELECT count(*) AS n FROM finding WHERE filing_id = $1', filing.id)).toBe(1)
  })
})

describe('a block pasted out of a spreadsheet', () => {
  const line = (code: string | undefined, fundLoss = '600') =>
    [code, '重复收费', '12', '2023-01-01', '2023-06-30', '1000', '800', fundLoss, '原因', '整改'].join('\t')

  it('is recorded whole, with its evidence', async () => {
    const filing = await issuedFiling(campaignId)
    const codes = (await itemsFor()).slice(0, 4).map(({ code }) => code)
    const pasted = Array.from({ length: 20 }, (_, place) => line(codes[place % 4])).join('\n')
    const evidenceFileIds = await proof(filing.officer)
    expect(await pasteFindings(filing.officer, { filingId: filing.id, pasted, evidenceFileIds }, filedAt)).toEqual({
      ok: true,
      value: { recorded: 20 },
    })
    expect(await count('SELECT count(*) AS n FROM finding WHERE filing_id = $1', filing.id)).toBe(20)
    expect(await count(`SELECT count(*) AS n FROM filing_answer WHERE filing_id = $1 AND answer = 'found'`, filing.id)).toBe(4)
  })

  it('is refused whole when a line does not fit, naming it', async () => {
    const filing = await issuedFiling(campaignId)
    const [item] = await itemsFor()
    const before = await stateOf(filing.id)
    const paste = (pasted: string, actor = filing.officer) => pasteFindings(actor, { filingId: filing.id, pasted }, filedAt)
    expect(await paste(`${line(item?.code)}\n${line('NONE-99')}\n${line(item?.code, '900')}`)).toMatchObject({
      ok: false,
      refusal: { code: 'unreadablePaste', detail: { count: 2, faults: ['2 code NONE-99', `3 order ${item?.code}`] } },
    })
    expect(await paste('\n\n')).toMatchObject(refusedWith('unreadablePaste'))
    expect(await paste(line(item?.code), stranger())).toMatchObject(refusedWith('notFound'))
    expect(await stateOf(filing.id)).toBe(before)
  })
})

describe('starting and taking up again', () => {
  it('is one step each, for the institution alone', async () => {
    const filing = await issuedFiling(campaignId)
    expect(await startFiling(stranger(), { filingId: filing.id, version: 1 }, filedAt)).toMatchObject(refusedWith('notFound'))
    expect(await startFiling(filing.officer, { filingId: filing.id, version: 2 }, filedAt)).toMatchObject(refusedWith('changedMeanwhile'))
    expect(await startFiling(filing.officer, { filingId: filing.id, version: 1 }, filedAt)).toMatchObject({ ok: true })
    expect(await startFiling(filing.officer, { filingId: filing.id, version: 2 }, filedAt)).toMatchObject(refusedWith('wrongState'))
    expect(await reopenFiling(filing.officer, { filingId: filing.id, version: 2 }, filedAt)).toMatchObject(refusedWith('wrongState'))
  })

  it('leaves a filing alone that the bureau has', async () => {
    const filing = await submittedFiling(campaignId)
    const before = await stateOf(filing.id)
    const input = { filingId: filing.id, itemId: filing.itemId, ...aFinding('') }
    expect(await recordFinding(filing.officer, input, filedAt)).toMatchObject(refusedWith('wrongState'))
    const rest = { filingId: filing.id, section: 'general', answer: 'noneFound', attested: 'on' }
    expect(await answerRest(filing.officer, rest, filedAt)).toMatchObject(refusedWith('wrongState'))
    expect(await removeFinding(filing.officer, { findingId: filing.findingId, version: 1 }, filedAt)).toMatchObject(
      refusedWith('wrongState'),
    )
    expect(await stateOf(filing.id)).toBe(before)
  })
})
