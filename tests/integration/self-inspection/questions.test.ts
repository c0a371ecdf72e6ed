import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { addDays, beijingDay } from '#domain/kernel/civil-date'
import { query } from '#server/query'
import { getFiling, getFilingForReview } from '#server/self-inspection/filing-queries'
import { answerQuestion, askAgain, askQuestion, settleQuestion } from '#server/self-inspection/questions'
import { acceptFiling } from '#server/self-inspection/review-filing'
import { city, county, done, launchedCampaign, officerOf } from '../../fixtures/campaigns'
import {
  countyReviewer,
  filedAt,
  issuedFiling,
  otherCountyReviewer,
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
const today = beijingDay(filedAt)
const [soon, later] = [addDays(today, 3), addDays(today, 6)]
const daysOn = (days: number) => new Date(filedAt.getTime() + days * 86_400_000)
const ask = (filing: { id: string }, input: object = {}, actor = countyReviewer) =>
  askQuestion(actor, { filingId: filing.id, text: '请说明诊查费的计费规则', dueOn: soon, ...input }, filedAt)

type Clock = { due: string; stopped: boolean }
const clocks = (filingId: string) =>
  asOwner<Clock>(
    `SELECT to_char((due_at - interval '1 second') AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS due, stopped_at IS NOT NULL AS stopped
     FROM statutory_clock WHERE subject_id = $1 AND rule_id = 'CK73' ORDER BY started_at, due_at DESC`,
    [filingId],
  )

describe('a question', () => {
  it('goes to the institution with a last day, comes back with evidence, and blocks acceptance until it is settled', async () => {
    const filing = await submittedFiling(campaignId)
    const { id } = done(await ask(filing, { itemId: filing.itemId }))
    expect(await clocks(filing.id)).toEqual([{ due: soon, stopped: false }])
    const told = await asOwner('SELECT kind FROM notification WHERE institution_id = $1 AND link LIKE $2 ORDER BY created_at', [
      filing.institutionId,
      `%${filing.id}`,
    ])
    expect(told.at(-1)).toEqual({ kind: 'filingQuestioned' })
    const accept = () => acceptFiling(countyReviewer, { filingId: filing.id, version: filing.version }, filedAt)
    expect(await accept()).toMatchObject({ ok: false, refusal: { code: 'questionsOpen', detail: { count: 1 } } })
    expect((await getFilingForReview(countyReviewer, filing.id))?.steps.find(({ name }) => name === 'accept')?.shut?.code).toBe(
      'questionsOpen',
    )

    const evidence = await proof(filing.officer)
    const reply = (version: number) =>
      answerQuestion(filing.officer, { questionId: id, version, text: '已核对，见附件', evidenceFileIds: evidence }, filedAt)
    expect(await reply(2)).toMatchObject(refusedWith('changedMeanwhile'))
    const twice = await Promise.all([reply(1), reply(1)])
    expect(twice.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await clocks(filing.id)).toEqual([{ due: soon, stopped: true }])
    expect(await accept()).toMatchObject(refusedWith('questionsOpen'))
    const bureau = await asOwner('SELECT kind FROM notification WHERE agency_id = $1 AND link LIKE $2', [
      county.handler.agencyId,
      `%${filing.id}`,
    ])
    expect(bureau).toContainEqual({ kind: 'filingQuestionAnswered' })

    done(await askAgain(countyReviewer, { questionId: id, version: 2, text: '请补二月的明细', dueOn: later }, filedAt))
    done(await answerQuestion(filing.officer, { questionId: id, version: 3, text: '二月明细已补', evidenceFileIds: '' }, daysOn(8)))
    done(await settleQuestion(countyReviewer, { questionId: id, version: 4 }, daysOn(8)))
    const seen = (await getFiling(filing.officer, filing.id))?.questions[0]
    expect(seen).toMatchObject({ state: 'settled', item: { code: expect.any(String) }, evidence: [{ title: '退款凭证.pdf' }] })
    expect(seen?.lines.map(({ side, late }) => [side, late])).toEqual([
      ['bureau', false],
      ['institution', false],
      ['bureau', false],
      ['institution', true],
    ])
    done(await accept())
    expect(await trailOf(filing.id)).toEqual(
      expect.arrayContaining(['filing.askQuestion', 'filing.answerQuestion', 'filing.askAgain', 'filing.settleQuestion']),
    )
  })

  it('has one clock for all of a filing, running to the earliest day that is still open', async () => {
    const filing = await submittedFiling(campaignId)
    const second = done(await ask(filing, { dueOn: later }))
    const first = done(await ask(filing))
    expect(await clocks(filing.id)).toEqual([
      { due: later, stopped: true },
      { due: soon, stopped: false },
    ])
    const reply = (questionId: string, at: Date) =>
      answerQuestion(filing.officer, { questionId, version: 1, text: '已核对', evidenceFileIds: '' }, at)
    done(await reply(first.id, daysOn(1)))
    expect((await clocks(filing.id)).filter(({ stopped }) => !stopped)).toEqual([{ due: later, stopped: false }])
    done(await reply(second.id, daysOn(7)))
    expect((await clocks(filing.id)).filter(({ stopped }) => !stopped)).toEqual([])
  })

  it('is asked by a reviewer of the region on what is filed, and answered by the institution alone', async () => {
    const filing = await submittedFiling(campaignId)
    const before = await stateOf(filing.id)
    for (const actor of [county.handler, otherCountyReviewer, officerOf('PS', 370811, ['reviewer']), filing.officer, city.handler])
      expect(await ask(filing, {}, actor)).toMatchObject(refusedWith('notFound'))
    expect(await ask(filing, { itemId: randomUUID() })).toMatchObject(refusedWith('notFound'))
    expect(await ask(filing, { dueOn: addDays(today, -1) })).toMatchObject(refusedWith('dueOnPast'))
    expect(await ask(filing, { text: '为何' })).toMatchObject(refusedWith('invalidInput'))
    expect(await ask(await issuedFiling(campaignId))).toMatchObject(refusedWith('wrongState'))
    expect(await stateOf(filing.id)).toBe(before)

    const { id } = done(await ask(filing))
    const stranger = complianceOfficer(randomUUID(), 370811)
    const reply = { questionId: id, version: 1, text: '已核对', evidenceFileIds: '' }
    for (const actor of [stranger, countyReviewer])
      expect(await answerQuestion(actor, reply, filedAt)).toMatchObject(refusedWith('notFound'))
    expect(await answerQuestion(filing.officer, { ...reply, evidenceFileIds: randomUUID() }, filedAt)).toMatchObject(
      refusedWith('notFound'),
    )
    expect(await askAgain(countyReviewer, { questionId: id, version: 1, text: '请再说明一次', dueOn: later }, filedAt)).toMatchObject(
      refusedWith('wrongState'),
    )
    expect(await settleQuestion(filing.officer, { questionId: id, version: 1 }, filedAt)).toMatchObject(refusedWith('notFound'))
    done(await settleQuestion(countyReviewer, { questionId: id, version: 1 }, filedAt))
    expect(await answerQuestion(filing.officer, { ...reply, version: 2 }, filedAt)).toMatchObject(refusedWith('wrongState'))
    const turns = query(filing.officer, (tx) => tx.filingQuestionLine.updateMany({ where: { questionId: id }, data: { text: '' } }))
    await expect(turns).rejects.toThrow(/permission denied/)
  })
})
