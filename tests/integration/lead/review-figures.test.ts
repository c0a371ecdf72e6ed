import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { sampleRule } from '#domain/lead/answers/review'
import { countWaiting, figuresOf, readFigures, type Which, waitingTogether } from '#server/lead/answers/review-figures'
import { hotQuery, query } from '#server/query'
import { answered, aReadSheet, assignedLeads, type OwnLead, sendSheet } from '../../fixtures/answers'
import { type LeadPeople, leadPeople } from '../../fixtures/leads'
import { officerOf, places } from '../../fixtures/matters'
import { asOwner } from '../../support/as-owner'

const facts = { conclusion: '查实', billed: '100', irregular: '90', fundLoss: '80' }
const alike = '与前一条情况相同，核对病历与清单无误，疑点不成立。'
const wholeSum = sampleRule.aloneFromFen

let people: LeadPeople
let sheetId = ''
let leads: OwnLead[] = []
/** Thirty answers: one of fraud, one that found much money, one about much money, one just below; the last 22 with one account. */
beforeAll(async () => {
  people = await leadPeople()
  const said = [{ ...facts, fraud: '是' }, { ...facts, billed: (wholeSum / 100n).toString() }, facts, {}, {}]
  leads = await assignedLeads(30)
  sheetId = await aReadSheet(
    people.handler,
    leads.map((lead, index) => answered(lead, said[index] ?? (index < 8 ? {} : { account: alike }))),
  )
  await sendSheet(people.handler, sheetId, { repeatsSeen: 'on' })
  const [, , , listed, below, closed, secret] = leads.map(({ id }) => id)
  await asOwner('UPDATE lead SET amount_fen = $2 WHERE id = $1', [listed, wholeSum])
  await asOwner('UPDATE lead SET amount_fen = $2 WHERE id = $1', [below, wholeSum - 1n])
  await asOwner(`UPDATE lead SET state = 'verifying' WHERE id = $1`, [closed])
  await asOwner('UPDATE lead SET secrecy = 3 WHERE id = $1', [secret])
  await asOwner(`UPDATE lead SET risk = CASE WHEN id = ANY($2) THEN 'high' ELSE 'low' END::"RiskLevel" WHERE id = ANY($1)`, [
    leads.map(({ id }) => id),
    [0, 3, 4, 8, 9].map((index) => leads[index]?.id),
  ])
})

const figures = (actor: Actor) => query(actor, (tx) => readFigures(tx, actor, sheetId))
const waiting = (actor: Actor) => query(actor, (tx) => countWaiting(tx, actor, sheetId))

type Plan = { 'Relation Name'?: string; Alias?: string; Plans?: Plan[] }
const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)]

describe('the figures of a review', () => {
  it('tell what waits for this person: together, alone, by conclusion and with its sums', async () => {
    expect(await figures(people.reviewer)).toEqual({
      shares: [
        { conclusion: 'substantiated', count: 3, billed: `${wholeSum + 20_000n}`, irregular: '27000', fundLoss: '24000' },
        { conclusion: 'unsubstantiated', count: 25, billed: null, irregular: null, fundLoss: null },
      ],
      together: 25,
      aloneCount: 3,
      alone: [0, 1, 3].map((index) => expect.objectContaining({ id: leads[index]?.id, number: leads[index]?.number })),
      repeated: [{ account: alike, count: 22 }],
    })
    expect(await waiting(people.reviewer)).toEqual({ all: 28, together: 25, grave: 3 })
    const named = (which: Which, actor = people.reviewer) =>
      query(actor, async (tx) => (await waitingTogether(tx, actor, sheetId, which)).map(({ leadId }) => leadId))
    const together = await named({})
    const alone = [0, 1, 3].map((index) => leads[index]?.id ?? '')
    expect([together.length, together.filter((id) => alone.includes(id))]).toEqual([25, []])
    expect((await named({ grave: true })).toSorted()).toEqual([4, 8, 9].map((index) => leads[index]?.id ?? '').toSorted())
    expect(await named({ only: [...alone, together[7] ?? ''] })).toEqual([together[7]])
    expect(await named({ except: together.slice(0, 20), most: 2 })).toEqual(together.slice(20, 22))
    expect(await named({}, people.handler)).toEqual([])
  })

  it('have nothing waiting for the officer of the sheet, another agency, or somebody without the role', async () => {
    const both = { ...people.reviewer, userId: people.handler.userId }
    for (const actor of [
      both,
      people.handler,
      await officerOf(places.otherBureau, ['reviewer']),
      await officerOf(places.police, ['reviewer']),
    ])
      expect(await waiting(actor)).toEqual({ all: 0, together: 0, grave: 0 })
    expect((await figures(await officerOf(places.otherBureau, ['reviewer']))).repeated).toEqual([])
  })

  it('come from one pass over the rounds of the sheet', async () => {
    const { text, values } = figuresOf(people.reviewer, sheetId)
    const plan = await hotQuery(people.reviewer, async (client) => {
      const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(`EXPLAIN (FORMAT JSON) ${text}`, values)
      return nodesOf(rows[0]?.['QUERY PLAN'][0].Plan ?? {})
    })
    expect(plan.filter((node) => node['Relation Name'] === 'lead_verification')).toHaveLength(1)
  })
})
