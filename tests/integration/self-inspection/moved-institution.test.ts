import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { addDays, beijingDay } from '#domain/kernel/civil-date'
import { announceSpotCheck } from '#server/self-inspection/announce-draw'
import { answerItem } from '#server/self-inspection/answer-items'
import { assignInspectors } from '#server/self-inspection/assign-inspectors'
import { debtFilter } from '#server/self-inspection/debt-rows'
import { listDebts } from '#server/self-inspection/debts'
import { demandRefunds } from '#server/self-inspection/demand-refunds'
import { drawSpotCheck } from '#server/self-inspection/draw-spot-check'
import { getFiling, getFilingForReview } from '#server/self-inspection/filing-queries'
import { issueFilings } from '#server/self-inspection/issue-filings'
import { getOnSiteCheck } from '#server/self-inspection/on-site-queries'
import { answerQuestion, askQuestion, settleQuestion } from '#server/self-inspection/questions'
import { acceptFiling } from '#server/self-inspection/review-filing'
import { confirmRefund } from '#server/self-inspection/settle-refund'
import { getSpotCheck } from '#server/self-inspection/spot-check-queries'
import { submitFiling } from '#server/self-inspection/submit-filing'
import { anAccount, aPost } from '../../fixtures/accounts'
import { city, county, done, launchedCampaign, officerOf } from '../../fixtures/campaigns'
import { anInstitution, countyReviewer, filedAt, filingRow, otherCountyReviewer, proof, submittedFiling } from '../../fixtures/filings'
import { complianceOfficer } from '../../fixtures/people'
import { anIssuedList, itemsOfList, listCsv } from '../../fixtures/problem-lists'
import { payingFiling } from '../../fixtures/refunds'
import { asOwner } from '../../support/as-owner'
import { downloaded } from '../../support/downloaded'

vi.setConfig({ testTimeout: 120_000 })

const refusedWith = (code: string) => ({ ok: false, refusal: { code } })
const otherCounty = officerOf('MI', 370812, ['handler'])
const inDays = (days: number) => addDays(beijingDay(filedAt), days)
let campaignId = ''
beforeAll(async () => {
  campaignId = await launchedCampaign()
})

/** To the next county; its compliance officer as the next request finds them. */
async function moved(institutionId: string): Promise<Actor> {
  await asOwner(`UPDATE institution SET region_no = 370812, region_code = '370812' WHERE id = $1`, [institutionId])
  return complianceOfficer(institutionId, 370812, { name: '合规专员' })
}

const running = (filingId: string, rule: string) =>
  asOwner<{ responsible: number; other: number; stopped: boolean }>(
    `SELECT responsible_region_no AS responsible, other_region_no AS other, stopped_at IS NOT NULL AS stopped
     FROM statutory_clock WHERE subject_id = $1 AND rule_id = $2`,
    [filingId, rule],
  )

describe('an institution that has moved to another county', () => {
  it('takes its open questions along: the new county must settle them before it accepts, and their clock stops there', async () => {
    const filing = await submittedFiling(campaignId)
    const { id } = done(await askQuestion(countyReviewer, { filingId: filing.id, text: '请说明计费规则', dueOn: inDays(3) }, filedAt))
    const officer = await moved(filing.institutionId)
    const accept = () => acceptFiling(otherCountyReviewer, { filingId: filing.id, version: filing.version }, filedAt)
    expect(await accept()).toMatchObject({ ok: false, refusal: { code: 'questionsOpen', detail: { count: 1 } } })
    expect((await getFilingForReview(otherCountyReviewer, filing.id))?.questions).toMatchObject([
      { id, lines: [{ text: '请说明计费规则' }] },
    ])
    expect(await running(filing.id, 'CK73')).toEqual([{ responsible: 370812, other: 370812, stopped: false }])

    const evidenceFileIds = await proof(officer)
    done(await answerQuestion(officer, { questionId: id, version: 1, text: '已核对', evidenceFileIds }, filedAt))
    expect(await running(filing.id, 'CK73')).toMatchObject([{ stopped: true }])
    expect(await settleQuestion(countyReviewer, { questionId: id, version: 2 }, filedAt)).toMatchObject(refusedWith('notFound'))
    done(await settleQuestion(otherCountyReviewer, { questionId: id, version: 2 }, filedAt))
    done(await accept())
  })

  it('takes its evidence along: the new county opens it, the old one no longer does', async () => {
    const filing = await submittedFiling(campaignId)
    const [file] = await asOwner<{ id: string }>(`SELECT file_id AS id FROM attachment WHERE subject_id = $1`, [filing.findingId])
    expect(await downloaded(county.handler, file?.id ?? '')).not.toBeNull()
    await moved(filing.institutionId)
    expect(await downloaded(county.handler, file?.id ?? '')).toBeNull()
    expect(await downloaded(otherCounty, file?.id ?? '')).not.toBeNull()
    const [item] = (await getFiling(otherCounty, filing.id))?.items.filter(({ findings }) => findings.length > 0) ?? []
    expect(item?.findings[0]?.evidence).toHaveLength(1)
  })

  it('takes what is demanded of it along: nobody demands it twice, and its clock stops where it is paid', async () => {
    const filing = await payingFiling(campaignId, ['1500'], 'PZMOVED')
    const demand = (actor: Actor) => demandRefunds(actor, { id: `${filing.findingId}:fundRefund`, dueOn: inDays(20) }, filedAt)
    done(await demand(county.handler))
    await moved(filing.institutionId)
    expect(await demand(otherCounty)).toMatchObject(refusedWith('nothingToDemand'))
    const asked = debtFilter.parse({ institution: filing.institutionId })
    expect((await listDebts(otherCounty, asked)).rows).toMatchObject([{ demandedFen: '150000' }])
    expect((await listDebts(county.handler, asked)).rows).toEqual([])
    expect(await running(filing.id, 'CK72')).toEqual([{ responsible: 370812, other: 370812, stopped: false }])
    const paid = { refundId: filing.refunds[0]?.id, version: 1, reason: '已核对专户' }
    done(await confirmRefund(otherCountyReviewer, paid, filedAt))
    expect(await running(filing.id, 'CK72')).toMatchObject([{ stopped: true }])
  })

  it('is looked into by the county that drew it, which reads of it no more than that', async () => {
    const ofDraw = await launchedCampaign()
    await asOwner('UPDATE institution SET active = false')
    const filing = await submittedFiling(ofDraw)
    const announced = { campaignId: ofDraw, purpose: 'filingReview', method: 'simpleRandom', size: 1, sourceName: '双色球开奖号码' }
    const { id } = done(await announceSpotCheck(county.handler, { ...announced, sourceOn: inDays(1), reason: '' }, filedAt))
    const drawer = { ...county.handler, userId: '01980000-0000-7000-8000-0000000000dd' }
    done(await drawSpotCheck(drawer, { spotCheckId: id, sourceValue: '03 11' }, new Date(filedAt.getTime() + 86_400_000)))
    await moved(filing.institutionId)

    const [item] = (await getSpotCheck(county.handler, id))?.items ?? []
    expect(item).toMatchObject({
      result: 'pending',
      institutionName: expect.stringContaining('虚构机构'),
      inReach: false,
      reportedFen: null,
    })
    expect(await getFiling(county.handler, filing.id)).toBeNull()
    // What it filed is another county's now: nobody of this one compares it on site.
    const [one, other] = [
      (await anAccount({ agency: county.handler.agencyName ?? '' })).userId,
      (await anAccount({ agency: county.handler.agencyName ?? '' })).userId,
    ]
    for (const userId of [one, other])
      await aPost(userId, { agency: county.handler.agencyName ?? '', validFrom: new Date('2024-01-01T00:00:00Z') })
    const sent = { spotCheckId: id, checkIds: [item?.id], inspectorAId: one, inspectorBId: other }
    for (const actor of [county.handler, otherCounty])
      expect(await assignInspectors(actor, sent, filedAt)).toMatchObject(refusedWith('notFound'))
    expect(await getOnSiteCheck(county.handler, item?.id ?? '')).toBeNull()
    expect(await getOnSiteCheck(otherCountyReviewer, item?.id ?? '')).toBeNull()
  })

  it('is asked what the county that issued its list asks, and cannot file without it', async () => {
    const rows = ['A1', 'A2'].map((code) => [code, '', '重复收费', `县里的条目${code}`, ''])
    const checklistId = await anIssuedList(listCsv(rows), {}, county)
    const ofCounty = await launchedCampaign()
    await asOwner('UPDATE institution SET active = false')
    const institutionId = await anInstitution()
    done(await issueFilings(city.handler, { campaignId: ofCounty, checklistId, dueOn: '2024-05-31' }, filedAt))
    // The campaign, too, is the county's own.
    await asOwner('UPDATE campaign SET region_no = 370811, range_lo = 370811, range_hi = 370811 WHERE id = $1', [ofCounty])
    const [row] = await asOwner<{ id: string }>('SELECT id FROM filing WHERE institution_id = $1', [institutionId])
    const filingId = row?.id ?? ''
    const officer = await moved(institutionId)

    const view = await getFiling(officer, filingId)
    expect(view?.items.map(({ code }) => code)).toEqual(['A1', 'A2'])
    const items = await itemsOfList(checklistId)
    const say = (itemId?: string) => answerItem(officer, { filingId, itemId, answer: 'noneFound', version: 0 }, filedAt)
    done(await say(items[0]?.id))
    const submit = async () => submitFiling(officer, { filingId, version: (await filingRow(filingId)).version, attested: 'on' }, filedAt)
    expect(await submit()).toMatchObject({ ok: false, refusal: { code: 'incomplete', detail: { missing: ['A2'] } } })
    done(await say(items[1]?.id))
    done(await submit())
    expect((await getFilingForReview(otherCountyReviewer, filingId))?.items.map(({ answer }) => answer?.answer)).toEqual([
      'noneFound',
      'noneFound',
    ])
    const { version } = await filingRow(filingId)
    done(await acceptFiling(otherCountyReviewer, { filingId, version }, filedAt))
    // Known from this filing is not to be issued.
    const known = { campaignId, checklistId, dueOn: '2024-05-31' }
    expect(await issueFilings(officerOf('MI', 370812, ['handler']), known, filedAt)).toMatchObject(refusedWith('notFound'))
  })

  it('files nothing where nothing is asked of it', async () => {
    const checklistId = await anIssuedList(listCsv([['A1', '', '', '只问药店的条目', '']]))
    await asOwner(`UPDATE checklist_item SET kinds = '{pharmacy}' WHERE checklist_id = $1`, [checklistId])
    const ofOne = await launchedCampaign()
    const filing = await submittedFiling(ofOne)
    await asOwner(`UPDATE filing SET checklist_id = $2, state = 'inProgress' WHERE id = $1`, [filing.id, checklistId])
    await asOwner(`DELETE FROM attachment WHERE subject_id = $1`, [filing.findingId])
    await asOwner(`DELETE FROM finding WHERE filing_id = $1`, [filing.id])
    const submit = submitFiling(filing.officer, { filingId: filing.id, version: filing.version, attested: 'on' }, filedAt)
    expect(await submit).toMatchObject(refusedWith('nothingAsked'))
    expect((await getFiling(filing.officer, filing.id))?.steps).toMatchObject([{ name: 'submit', shut: { code: 'nothingAsked' } }])
  })
})
