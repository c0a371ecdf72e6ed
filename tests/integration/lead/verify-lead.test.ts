import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { conclusionDemands, verifiedConclusions } from '#domain/lead/conclusions'
import { getLead } from '#server/lead/queries'
import { agreeVerification, sendBackVerification, submitVerification } from '#server/lead/verify-lead'
import { reopenLead, returnLead, takeUpLead } from '#server/lead/work-lead'
import { done } from '../../fixtures/campaigns'
import {
  aLeadInWork,
  anAssignedLead,
  evidenceOf,
  type LeadPeople,
  leadPeople,
  leadRow,
  numberOf,
  strangers,
  verificationForm,
} from '../../fixtures/leads'
import { actionsOn, noticesTo, officerOf, places } from '../../fixtures/matters'
import { verifyTrail } from '../../fixtures/trail'
import { asOwner } from '../../support/as-owner'

const now = new Date('2026-06-03T02:00:00Z')
const notFound = { ok: false, refusal: { code: 'notFound' } }
const changedMeanwhile = { ok: false, refusal: { code: 'changedMeanwhile' } }
let people: LeadPeople
beforeAll(async () => {
  people = await leadPeople()
})

const roundsOf = (leadId: string) =>
  asOwner<Record<string, unknown>>(
    'SELECT round, conclusion::text, agreed, handler_id, reviewer_id, review_note, billed_fen, fund_loss_fen FROM lead_verification WHERE lead_id = $1 ORDER BY round',
    [leadId],
  )
const unverifiable = async (by: Actor) => ({ conclusion: 'unverifiable', evidenceFileIds: await evidenceOf(by) })
/** Version 4. */
async function aLeadInReview(override: Record<string, unknown> = {}): Promise<string> {
  const id = await aLeadInWork(people.handler)
  done(
    await submitVerification(
      people.handler,
      verificationForm(id, 3, { evidenceFileIds: await evidenceOf(people.handler), ...override }),
      now,
    ),
  )
  return id
}
/** Version 5. */
async function aConcludedLead(): Promise<string> {
  const id = await aLeadInReview()
  done(await agreeVerification(people.reviewer, { leadId: id, version: 4 }, now))
  return id
}

type Case = {
  step: string
  make: () => Promise<string>
  version: number
  state: string
  by: () => Actor
  run: (actor: Actor, leadId: string, version: number | string) => Promise<{ ok: boolean }>
}
const cases: Case[] = [
  {
    step: 'taking up',
    make: anAssignedLead,
    version: 2,
    state: 'toVerify',
    by: () => people.handler,
    run: (actor, leadId, version) => takeUpLead(actor, { leadId, version }, now),
  },
  {
    step: 'returning',
    make: anAssignedLead,
    version: 2,
    state: 'toVerify',
    by: () => people.handler,
    run: (actor, leadId, version) => returnLead(actor, { leadId, version, reason: '机构已迁出本区' }, now),
  },
  {
    step: 'submitting',
    make: () => aLeadInWork(people.handler),
    version: 3,
    state: 'verifying',
    by: () => people.handler,
    run: async (actor, leadId, version) =>
      submitVerification(actor, verificationForm(leadId, version, await unverifiable(people.handler)), now),
  },
  {
    step: 'agreeing',
    make: aLeadInReview,
    version: 4,
    state: 'toReview',
    by: () => people.reviewer,
    run: (actor, leadId, version) => agreeVerification(actor, { leadId, version }, now),
  },
  {
    step: 'sending back',
    make: aLeadInReview,
    version: 4,
    state: 'toReview',
    by: () => people.reviewer,
    run: (actor, leadId, version) => sendBackVerification(actor, { leadId, version, note: '请补充询问笔录' }, now),
  },
  {
    step: 'reopening',
    make: aConcludedLead,
    version: 5,
    state: 'concluded',
    by: () => people.approver,
    run: (actor, leadId, version) => reopenLead(actor, { leadId, version, reason: '有新的证据' }, now),
  },
]

describe.each(cases)('$step', ({ make, version, state, by, run }) => {
  it('is done by one of two at once, once under one page, and never on an old page', async () => {
    const leadId = await make()
    expect(await run(by(), leadId, version - 1)).toEqual(changedMeanwhile)
    const both = await Promise.all([run(by(), leadId, version), run(by(), leadId, String(version))])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await run(by(), leadId, version + 1)).toMatchObject({ ok: false })
    expect(await leadRow(leadId)).toMatchObject({ version: version + 1 })
    expect((await leadRow(leadId)).state).not.toBe(state)
    await verifyTrail([leadId])
  })

  it('is nobody else’s, and nothing changes', async () => {
    const leadId = await make()
    const trail = await actionsOn(leadId)
    const others = [
      ...(await Promise.all(strangers.map(([, person]) => person()))),
      people.city,
      await officerOf(places.cityBureau, ['reviewer', 'approver']),
    ]
    for (const someone of others) expect(await run(someone, leadId, version)).toEqual(notFound)
    const recused = { ...by(), recusedIds: [leadId] }
    expect(await run(recused, leadId, version)).toEqual(notFound)
    expect(await run(by(), randomUUID(), version)).toEqual(notFound)
    expect(await leadRow(leadId)).toMatchObject({ state, version })
    expect(await actionsOn(leadId)).toEqual(trail)
  })
})

describe('a lead', () => {
  it('is verified once and for all: taken up, submitted with evidence, agreed by a second person', async () => {
    const leadId = await anAssignedLead()
    done(await takeUpLead(people.handler, { leadId, version: 2 }, now))
    const evidence = await evidenceOf(people.handler)
    const form = verificationForm(leadId, 3, { evidenceFileIds: evidence, isFraud: 'on', requestKey: randomUUID() })
    const [one, other] = await Promise.all([submitVerification(people.handler, form, now), submitVerification(people.handler, form, now)])
    expect([one.ok, other.ok]).toEqual([true, true])
    expect(await roundsOf(leadId)).toHaveLength(1)
    done(await agreeVerification(people.reviewer, { leadId, version: 4, note: '同意' }, now))

    const [row] = await asOwner(
      'SELECT state::text, conclusion::text, is_fraud, billed_fen, irregular_fen, fund_loss_fen, concluded_at FROM lead WHERE id = $1',
      [leadId],
    )
    expect(row).toEqual({
      state: 'concluded',
      conclusion: 'substantiated',
      is_fraud: true,
      billed_fen: '120000',
      irregular_fen: '100000',
      fund_loss_fen: '80050',
      concluded_at: now,
    })
    expect(await roundsOf(leadId)).toMatchObject([
      { round: 1, agreed: true, handler_id: people.handler.userId, reviewer_id: people.reviewer.userId },
    ])
    expect(await actionsOn(leadId)).toEqual(['lead.takeUp', 'lead.submit', 'lead.agree'])
    expect(await asOwner('SELECT file_id FROM attachment WHERE subject_id = $1', [leadId])).toEqual([{ file_id: evidence }])
  })

  it('taken up by one officer is not answered by a colleague', async () => {
    const leadId = await aLeadInWork(people.handler)
    expect(await submitVerification(people.colleague, verificationForm(leadId, 3, await unverifiable(people.colleague)), now)).toEqual(
      notFound,
    )
  })

  it('is not reviewed by the person who verified it, whatever roles they hold', async () => {
    const both = await officerOf(places.bureau, ['handler', 'reviewer', 'approver'])
    const leadId = await aLeadInWork(both)
    done(await submitVerification(both, verificationForm(leadId, 3, await unverifiable(both)), now))
    const samePerson = { ok: false, refusal: { code: 'samePerson' } }
    expect(await agreeVerification(both, { leadId, version: 4 }, now)).toEqual(samePerson)
    expect(await sendBackVerification(both, { leadId, version: 4, note: '自己退回自己' }, now)).toEqual(samePerson)
    expect(await leadRow(leadId)).toMatchObject({ state: 'toReview', version: 4 })
    expect((await getLead(both, leadId))?.steps).toMatchObject([
      { name: 'agree', shut: { code: 'samePerson' } },
      { name: 'sendBack', shut: { code: 'samePerson' } },
    ])
  })

  it('sent back comes to its officer with what is wrong, and each round is kept', async () => {
    const leadId = await aLeadInReview()
    done(await sendBackVerification(people.reviewer, { leadId, version: 4, note: '请补充询问笔录' }, now))
    expect(await leadRow(leadId)).toMatchObject({ state: 'verifying', return_reason: '请补充询问笔录', handler_id: people.handler.userId })
    expect(
      await asOwner(`SELECT link FROM notification WHERE user_id = $1 AND kind = 'verificationSentBack'`, [people.handler.userId]),
    ).toContainEqual({ link: `/leads/${leadId}` })

    done(await submitVerification(people.handler, verificationForm(leadId, 5, { conclusion: 'unsubstantiated' }), now))
    done(await agreeVerification(people.reviewer, { leadId, version: 6 }, now))
    expect(await roundsOf(leadId)).toMatchObject([
      { round: 1, conclusion: 'substantiated', agreed: false, review_note: '请补充询问笔录' },
      { round: 2, conclusion: 'unsubstantiated', agreed: true },
    ])
    expect(await leadRow(leadId)).toMatchObject({ conclusion: 'unsubstantiated' })
  })

  it('returned stays in sight of its region, and the agency that assigned it holds it again and is told', async () => {
    const leadId = await aLeadInWork(people.handler)
    done(await returnLead(people.handler, { leadId, version: 3, reason: '机构已迁出本区' }, now))
    expect(await leadRow(leadId)).toMatchObject({
      state: 'toAssign',
      agency_id: people.city.agencyId,
      handler_id: null,
      region_no: 370811,
      return_reason: '机构已迁出本区',
    })
    expect(await noticesTo(people.city.agencyId)).toContain('leadReturned')
    expect(await getLead(people.handler, leadId)).not.toBeNull()
    expect(await getLead(people.city, leadId)).not.toBeNull()
  })

  it('opened again has no conclusion until a second person agrees anew; the earlier round stays', async () => {
    const leadId = await aConcludedLead()
    done(await reopenLead(people.approver, { leadId, version: 5, reason: '有新的证据' }, now))
    expect(await leadRow(leadId)).toMatchObject({ state: 'verifying', conclusion: null, handler_id: people.handler.userId })
    expect(await roundsOf(leadId)).toHaveLength(1)
  })
})

describe('a conclusion', () => {
  const submit = async (override: Record<string, unknown>) => {
    const leadId = await aLeadInWork(people.handler)
    const mergedInto = await numberOf(await anAssignedLead())
    const outcome = await submitVerification(people.handler, verificationForm(leadId, 3, { mergedInto, ...override }), now)
    const row = await leadRow(leadId)
    expect(row.state).toBe(outcome.ok ? 'toReview' : 'verifying')
    expect(await roundsOf(leadId)).toHaveLength(outcome.ok ? 1 : 0)
    if (!outcome.ok) expect(await asOwner('SELECT FROM attachment WHERE subject_id = $1', [leadId])).toEqual([])
    return outcome
  }
  const nothing = { billed: '', irregular: '', fundLoss: '' }

  it.each(verifiedConclusions)('%s asks for what it rests on, and for amounts where it says something of facts', async (conclusion) => {
    const ofFacts = ['substantiated', 'partlySubstantiated'].includes(conclusion)
    const account = '写明查了什么、依据是什么、为什么得出这一个结论，共二十个字以上。'
    const bare = await submit({ conclusion, account, ...nothing })
    const { proof, wanted } = conclusionDemands[conclusion]
    expect(bare).toMatchObject(proof === 'files' ? { refusal: { code: 'evidenceMissing', detail: { missing: wanted } } } : { ok: true })

    const evidenced = await submit({ conclusion, account, ...nothing, evidenceFileIds: await evidenceOf(people.handler) })
    expect(evidenced).toMatchObject(ofFacts ? { refusal: { code: 'amountsMissing' } } : { ok: true })
    expect(await submit({ conclusion, account, evidenceFileIds: await evidenceOf(people.handler) })).toMatchObject({ ok: true })
  })

  it.each([
    ['an account that says too little', { account: '查了。' }, 'accountTooShort'],
    [
      'an unverifiable lead with less than twenty words',
      { conclusion: 'unverifiable', account: '机构已经注销无法调取资料。' },
      'accountTooShort',
    ],
    ['fund loss above the irregular amount', { fundLoss: '1000.01' }, 'amountsOutOfOrder'],
    ['an irregular amount above the billed', { irregular: '1200.01' }, 'amountsOutOfOrder'],
    ['fraud without facts', { conclusion: 'unsubstantiated', isFraud: 'on' }, 'fraudWithoutFacts'],
    ['an amount that is none', { billed: '一千' }, 'invalidInput'],
    ['a negative amount', { fundLoss: '-1' }, 'invalidInput'],
    ['three decimals', { fundLoss: '1.005' }, 'invalidInput'],
    ['no conclusion', { conclusion: '' }, 'invalidInput'],
    ['a reviewer of one’s choice', { reviewerId: randomUUID() }, 'unknownField'],
    ['a file that is not there', { evidenceFileIds: randomUUID() }, 'notFound'],
  ])('with %s is refused, and nothing is kept', async (_what, override, code) => {
    const evidenceFileIds = await evidenceOf(people.handler)
    expect(await submit({ evidenceFileIds, ...override })).toMatchObject({ ok: false, refusal: { code } })
  })

  it('does not carry another department’s file', async () => {
    const police = await officerOf(places.police, ['handler'])
    expect(await submit({ evidenceFileIds: await evidenceOf(police) })).toEqual(notFound)
  })
})
