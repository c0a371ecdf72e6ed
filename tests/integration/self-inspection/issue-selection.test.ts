import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { wholeRegion } from '#domain/self-inspection/inputs'
import { getFiling } from '#server/self-inspection/filing-queries'
import { issueFilings } from '#server/self-inspection/issue-filings'
import { listIssuable, previewIssue } from '#server/self-inspection/issue-queries'
import { saveAnswers } from '#server/self-inspection/save-answers'
import { checklistId } from '../../../prisma/reference/rows'
import { city, done, launchedCampaign } from '../../fixtures/campaigns'
import { anInstitution, filedAt } from '../../fixtures/filings'
import { complianceOfficer } from '../../fixtures/people'
import { anIssuedList, inUtf8 } from '../../fixtures/problem-lists'
import { asOwner } from '../../support/as-owner'

const refusedWith = (code: string) => ({ ok: false, refusal: { code } })
let campaignId = ''
let hospital = ''
let clinic = ''
let elsewhere = ''

beforeEach(async () => {
  campaignId = await launchedCampaign()
  await asOwner('UPDATE institution SET active = false')
  hospital = await anInstitution({ kind: 'hospital' })
  await asOwner(`UPDATE institution SET level = 'tertiary', field_ids = '{cardiology,imaging}' WHERE id = $1`, [hospital])
  clinic = await anInstitution()
  elsewhere = await anInstitution({ kind: 'hospital', regionNo: 370812 })
})

const issue = (more: object = {}) => issueFilings(city.handler, { campaignId, checklistId, dueOn: '2024-05-31', ...more }, filedAt)
const whoHasOne = async () =>
  (await asOwner<{ id: string }>('SELECT institution_id AS id FROM filing WHERE campaign_id = $1', [campaignId])).map(({ id }) => id).sort()
const preview = async (selection: object = {}, of = checklistId) => {
  const campaign = (await listIssuable(city.handler)).campaigns.find(({ id }) => id === campaignId)
  if (!campaign) throw new Error('not issuable')
  return previewIssue(city.handler, campaign, { ...wholeRegion, ...selection }, of)
}

describe('a selection', () => {
  it.each([
    ['a kind', { kinds: 'clinic' }, () => [clinic]],
    ['a level', { levels: ['tertiary'] }, () => [hospital]],
    ['a field', { fieldIds: 'cardiology' }, () => [hospital]],
    ['a county', { regionNos: '370812' }, () => [elsewhere]],
    ['a kind and a county', { kinds: ['hospital'], regionNos: ['370811'] }, () => [hospital]],
    ['nothing', {}, () => [hospital, clinic, elsewhere]],
  ])('by %s gives the list to those and no others, who come later', async (_, selection, whom) => {
    expect(done(await issue(selection))).toEqual({ issued: whom().length })
    expect(await whoHasOne()).toEqual(whom().sort())
    const rest = 3 - whom().length
    expect(await issue()).toMatchObject(rest > 0 ? { ok: true, value: { issued: rest } } : refusedWith('nothingToIssue'))
  })

  it('leaves out the institutions it names, and names codes that nobody has', async () => {
    const [row] = await asOwner<{ code: string }>('SELECT code FROM institution WHERE id = $1', [clinic])
    const exclude = [row?.code ?? '', 'H99999999999']
    expect((await preview({ exclude })).unknown).toEqual(['H99999999999'])
    done(await issue({ exclude: exclude.join('\n') }))
    expect(await whoHasOne()).toEqual([hospital, elsewhere].sort())
  })

  it('is counted by county and kind before the act, with those that have a filing; the act is for as many or for none', async () => {
    done(await issue({ kinds: 'clinic' }))
    const { counts } = await preview()
    expect(counts.map(({ regionNo, kind, chosen, waiting }) => [regionNo, kind, chosen, waiting])).toEqual([
      [370811, 'hospital', 1, 1],
      [370811, 'clinic', 1, 0],
      [370812, 'hospital', 1, 1],
    ])
    await anInstitution({ kind: 'pharmacy' })
    expect(await issue({ expected: '2' })).toEqual({
      ok: false,
      refusal: { code: 'institutionsChanged', detail: { expected: 2, found: 3 } },
    })
    expect(await whoHasOne()).toEqual([clinic])
    done(await issue({ expected: '3' }))
  })

  it('gives nothing to those of whom the list asks nothing, and counts them apart', async () => {
    const listId = await anIssuedList(inUtf8(['编号,问题描述,适用机构类型', 'A1,甲,二级及以上医院、药店', 'A2,乙,药店'].join('\r\n')))
    const pharmacy = await anInstitution({ kind: 'pharmacy' })
    const { counts } = await preview({}, listId)
    expect(counts.map(({ regionNo, kind, chosen, waiting, unasked }) => [regionNo, kind, chosen, waiting, unasked])).toEqual([
      [370811, 'hospital', 1, 1, 0],
      [370811, 'clinic', 1, 0, 1],
      [370811, 'pharmacy', 1, 1, 0],
      [370812, 'hospital', 1, 0, 1],
    ])
    expect(done(await issue({ checklistId: listId, expected: '2' }))).toEqual({ issued: 2 })
    expect(await whoHasOne()).toEqual([hospital, pharmacy].sort())
    expect(await issue({ checklistId: listId })).toMatchObject(refusedWith('nothingToIssue'))
    const [filing] = await asOwner<{ id: string }>('SELECT id FROM filing WHERE institution_id = $1', [pharmacy])
    const officer = complianceOfficer(pharmacy, 370811)
    const items = (await getFiling(officer, filing?.id ?? ''))?.items ?? []
    // The level is the hospitals': for one who looks and for several answers at once alike.
    expect(items.map(({ code }) => code)).toEqual(['A1', 'A2'])
    const answers = items.map(({ id }) => ({ itemId: id, answer: 'noneFound', version: 0 }))
    done(await saveAnswers(officer, { filingId: filing?.id, answers, findings: [] }, filedAt))
  })

  it('looks back to where the campaign says, or the person, not into the future; and is not due on a day that has passed', async () => {
    expect(await issue({ lookBackFrom: '2024-06-30' })).toMatchObject(refusedWith('dateInFuture'))
    expect(await issue({ dueOn: '2024-05-21' })).toMatchObject(refusedWith('dueOnPast'))
    expect(await whoHasOne()).toEqual([])
    done(await issue({ kinds: 'clinic' }))
    done(await issue({ lookBackFrom: '2022-01-01' }))
    const rows = await asOwner<{ day: string; n: number }>(
      `SELECT look_back_from::text AS day, count(*)::int AS n FROM filing WHERE campaign_id = $1 GROUP BY 1 ORDER BY 1`,
      [campaignId],
    )
    expect(rows).toEqual([
      { day: '2021-05-01', n: 1 },
      { day: '2022-01-01', n: 2 },
    ])
  })

  it('is one issue, however often it arrives', async () => {
    const requestKey = randomUUID()
    const answers = await Promise.all(Array.from({ length: 20 }, () => issue({ requestKey })))
    expect(new Set(answers.map((answer) => done(answer).issued))).toEqual(new Set([3]))
    const numbers = await asOwner<{ number: string }>('SELECT number FROM filing WHERE campaign_id = $1', [campaignId])
    expect(new Set(numbers.map(({ number }) => number)).size).toBe(3)
  })
})

it('gives 5,000 institutions of a county their filings in one act of a few statements', async () => {
  await asOwner(
    `INSERT INTO institution (id, code, name, kind, region_code, region_no, field_ids)
     SELECT gen_random_uuid(), 'M' || lpad(n::text, 11, '0'), '虚构药店' || n, 'pharmacy', '370883', 370883, '{}' FROM generate_series(1, 5000) n`,
  )
  expect(done(await issue({ kinds: 'pharmacy' }))).toEqual({ issued: 5000 })
  const [numbers] = await asOwner(
    `SELECT count(DISTINCT number)::int AS distinct, min(number) AS first, max(number) AS last FROM filing WHERE campaign_id = $1`,
    [campaignId],
  )
  expect(numbers).toEqual({ distinct: 5000, first: 'ZC-370883-2024-000001', last: 'ZC-370883-2024-005000' })
}, 120_000)
