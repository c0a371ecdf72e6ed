import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { answerItem } from '#server/self-inspection/answer-items'
import { recallFilings } from '#server/self-inspection/recall-filings'
import { returnFiling } from '#server/self-inspection/review-filing'
import { saveAnswers } from '#server/self-inspection/save-answers'
import { checklistId } from '../../../prisma/reference/rows'
import { city, done, launchedCampaign } from '../../fixtures/campaigns'
import {
  aFinding,
  countyReviewer,
  filedAt,
  filingRow,
  issuedFiling,
  itemsFor,
  submittedFiling,
  type TestFiling,
  trailOf,
} from '../../fixtures/filings'
import { complianceOfficer } from '../../fixtures/people'
import { asOwner } from '../../support/as-owner'

let campaignId = ''
let items: { id: string; code: string }[] = []
beforeAll(async () => {
  campaignId = await launchedCampaign()
  items = await itemsFor()
})

const refusedWith = (code: string) => ({ ok: false, refusal: { code } })
const { evidenceFileIds: _none, ...stated } = aFinding('')
const itemAt = (place: number) => items[place]?.id ?? ''
const answersOf = (filingId: string) =>
  asOwner<{ item_id: string; answer: string; reason: string; version: number }>(
    'SELECT item_id, answer::text, reason, version FROM filing_answer WHERE filing_id = $1',
    [filingId],
  )
const findingsOf = (filingId: string) =>
  asOwner<{ item_id: string; fund_loss_fen: string; period_to: string; remedied: boolean }>(
    `SELECT a.item_id, f.fund_loss_fen, f.period_to::text, f.remedied_at IS NOT NULL AS remedied
     FROM finding f JOIN filing_answer a ON a.id = f.answer_id WHERE f.filing_id = $1 ORDER BY f.fund_loss_fen`,
    [filingId],
  )

/** Three answers and two findings, the second under an item whose answer is not sent. */
const sheet = ({ id }: TestFiling) => ({
  filingId: id,
  answers: [
    { itemId: itemAt(0), answer: 'noneFound', version: 0 },
    { itemId: itemAt(1), answer: 'notApplicable', reason: '未开展该项服务', version: 0 },
    { itemId: itemAt(2), answer: 'found', version: 0 },
  ],
  findings: [
    { itemId: itemAt(2), ...stated },
    { itemId: itemAt(3), ...stated, fundLoss: '2,000.50', remedied: 'on' },
  ],
})

describe('several answers at once', () => {
  it('are written together with their findings, started, and told of in one line of the trail', async () => {
    const filing = await issuedFiling(campaignId)
    const { versions, findingIds } = done(await saveAnswers(filing.officer, sheet(filing), filedAt))
    expect(versions).toEqual(Object.fromEntries([0, 1, 2, 3].map((place) => [itemAt(place), 1])))
    expect(findingIds).toHaveLength(2)
    const written = new Map((await answersOf(filing.id)).map(({ item_id, ...said }) => [item_id, said]))
    expect(written.get(itemAt(1))).toEqual({ answer: 'notApplicable', reason: '未开展该项服务', version: 1 })
    expect(written.get(itemAt(3))?.answer).toBe('found')
    expect(await findingsOf(filing.id)).toEqual([
      { item_id: itemAt(2), fund_loss_fen: '150000', period_to: '2023-06-30', remedied: false },
      { item_id: itemAt(3), fund_loss_fen: '200050', period_to: '2023-06-30', remedied: true },
    ])
    expect((await filingRow(filing.id)).state).toBe('inProgress')
    expect(await trailOf(filing.id)).toEqual(['filing.issue', 'filing.start', 'filing.saveAnswers'])
    const [line] = await asOwner<{ change: { answers: unknown } }>(
      `SELECT change FROM audit_entry WHERE subject_id = $1 AND action = 'filing.saveAnswers'`,
      [filing.id],
    )
    const [none = '', notHere = '', found = '', added = ''] = items.map(({ code }) => code)
    expect(line?.change.answers).toEqual([
      { [none]: null, [notHere]: null, [found]: null, [added]: null },
      { [none]: 'noneFound', [notHere]: 'notApplicable', [found]: 'found', [added]: 'found' },
    ])
  })

  it('have one effect under one request key, though twenty of them arrive', async () => {
    const filing = await issuedFiling(campaignId)
    const raw = { ...sheet(filing), requestKey: randomUUID() }
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => saveAnswers(filing.officer, raw, filedAt)))
    expect(outcomes).toEqual(outcomes.map(() => outcomes[0]))
    expect(outcomes[0]?.ok).toBe(true)
    expect(await findingsOf(filing.id)).toHaveLength(2)
    expect((await answersOf(filing.id)).map(({ version }) => version)).toEqual([1, 1, 1, 1])
    expect(await trailOf(filing.id)).toEqual(['filing.issue', 'filing.start', 'filing.saveAnswers'])
    expect(await saveAnswers(filing.officer, { ...raw, findings: [] }, filedAt)).toMatchObject(refusedWith('requestKeyReused'))
  })

  it('write nothing when one of them has been overtaken, and name it', async () => {
    const filing = await issuedFiling(campaignId)
    done(await saveAnswers(filing.officer, { ...sheet(filing), findings: [] }, filedAt))
    const again = { filingId: filing.id, answers: [0, 4].map((place) => ({ itemId: itemAt(place), answer: 'found', version: 0 })) }
    expect(await saveAnswers(filing.officer, again, filedAt)).toEqual({
      ok: false,
      refusal: { code: 'changedMeanwhile', detail: { items: [items[0]?.code] } },
    })
    expect((await answersOf(filing.id)).map(({ item_id }) => item_id)).not.toContain(itemAt(4))
    // Of two at one moment on what both have seen, one is overtaken.
    const mine = { filingId: filing.id, answers: [{ itemId: itemAt(0), answer: 'found', version: 1 }] }
    const colleague = complianceOfficer(filing.institutionId, 370811)
    const both = await Promise.all([saveAnswers(filing.officer, mine, filedAt), saveAnswers(colleague, mine, filedAt)])
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true])
  })

  it('are confirmed once more to whom the first confirmation did not reach, and to nobody else', async () => {
    const filing = await issuedFiling(campaignId)
    const sent = { ...sheet(filing), findings: [] }
    done(await saveAnswers(filing.officer, sent, filedAt))
    expect(done(await saveAnswers(filing.officer, sent, filedAt)).versions).toEqual(
      Object.fromEntries([0, 1, 2].map((place) => [itemAt(place), 2])),
    )
    const alone = { filingId: filing.id, itemId: itemAt(5), answer: 'notApplicable', reason: '未开展该项服务', version: 0 }
    expect(done(await answerItem(filing.officer, alone, filedAt))).toEqual({ version: 1 })
    expect(done(await answerItem(filing.officer, alone, filedAt))).toEqual({ version: 1 })
    expect(await answerItem(filing.officer, { ...alone, reason: '另有说明' }, filedAt)).toMatchObject(refusedWith('changedMeanwhile'))
    const colleague = complianceOfficer(filing.institutionId, 370811)
    expect(await answerItem(colleague, alone, filedAt)).toMatchObject(refusedWith('changedMeanwhile'))
    // With findings nothing but the key tells a repeat: they would be there twice.
    expect(await saveAnswers(filing.officer, { ...sheet(filing), answers: [{ ...sent.answers[0], version: 1 }] }, filedAt)).toMatchObject(
      refusedWith('changedMeanwhile'),
    )
  })

  it('are refused whole for what the items or the figures forbid', async () => {
    const filing = await issuedFiling(campaignId)
    const one = (answer: object) => ({ filingId: filing.id, answers: [{ itemId: itemAt(0), version: 0, ...answer }] })
    const finding = (change: object) => ({ filingId: filing.id, findings: [{ itemId: itemAt(1), ...stated, ...change }] })
    const hospitalOnly = (await itemsFor('hospital')).find(({ id }) => !items.some((item) => item.id === id))?.id
    const cases: [string, object][] = [
      ['reasonMissing', one({ answer: 'notApplicable' })],
      ['notFound', one({ answer: 'noneFound', itemId: randomUUID() })],
      ['notFound', one({ answer: 'noneFound', itemId: hospitalOnly })],
      ['amountsOutOfOrder', finding({ irregular: '3,000.01' })],
      ['periodOutOfRange', finding({ periodFrom: '2021-04-30' })],
      ['invalidInput', { filingId: filing.id }],
      ['invalidInput', { filingId: filing.id, answers: [...one({ answer: 'found' }).answers, ...one({ answer: 'found' }).answers] }],
      ['unknownField', { ...one({ answer: 'found' }), state: 'accepted' }],
    ]
    for (const [code, raw] of cases) {
      expect(await saveAnswers(filing.officer, raw, filedAt), code).toMatchObject(
        code === 'invalidInput' ? { ok: false } : refusedWith(code),
      )
    }
    expect(await answersOf(filing.id)).toEqual([])
    expect(await trailOf(filing.id)).toEqual(['filing.issue'])
    done(await saveAnswers(filing.officer, finding({}), filedAt))
    const denied = { filingId: filing.id, answers: [{ itemId: itemAt(1), answer: 'noneFound', version: 1 }] }
    expect(await saveAnswers(filing.officer, denied, filedAt)).toMatchObject(refusedWith('findingsStand'))
  })

  it('are the institution’s own: for everybody else there is no such filing', async () => {
    const filing = await issuedFiling(campaignId)
    for (const actor of [complianceOfficer(randomUUID(), 370811), city.handler, countyReviewer])
      expect(await saveAnswers(actor, sheet(filing), filedAt)).toMatchObject(refusedWith('notFound'))
    expect(await answersOf(filing.id)).toEqual([])
  })

  it('wait while the bureau has the filing, and take it up again once it came back', async () => {
    const filing = await submittedFiling(campaignId)
    const [answered] = (await answersOf(filing.id)).filter(({ item_id }) => item_id === itemAt(2))
    const change = { filingId: filing.id, answers: [{ itemId: itemAt(2), answer: 'found', version: answered?.version ?? 0 }] }
    expect(await saveAnswers(filing.officer, change, filedAt)).toMatchObject(refusedWith('wrongState'))
    done(await returnFiling(countyReviewer, { filingId: filing.id, version: filing.version, reason: '金额与明细不符' }, filedAt))
    done(await saveAnswers(filing.officer, change, filedAt))
    expect(await filingRow(filing.id)).toMatchObject({ state: 'inProgress', version: filing.version + 2 })
    expect((await trailOf(filing.id)).slice(-2)).toEqual(['filing.reopen', 'filing.saveAnswers'])
  })

  it('say that the list was taken back', async () => {
    const own = await launchedCampaign()
    const filing = await issuedFiling(own)
    done(await recallFilings(city.handler, { campaignId: own, checklistId, reason: '清单表述有误' }, filedAt))
    expect(await saveAnswers(filing.officer, sheet(filing), filedAt)).toMatchObject(refusedWith('filingRecalled'))
  })
})
