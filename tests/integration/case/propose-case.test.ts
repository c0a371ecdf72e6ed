import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { proposeCase } from '#server/case/propose-case'
import { aDesk, caseForm, type Desk, proposedAt } from '../../fixtures/case-scenes'
import { actionsOn, aFile, aLead, assignedAt, clocksRunning, noticesToPerson, officerOf, places } from '../../fixtures/matters'
import { asOwner } from '../../support/as-owner'

let desk: Desk
beforeAll(async () => {
  desk = await aDesk()
})

const cases = (leadId: string) =>
  asOwner<{ id: string; state: string }>('SELECT id, state::text FROM case_file WHERE lead_id = $1', [leadId])

describe('proposing a case', () => {
  it('makes the case with its fact, form, evidence, clock, trail and notice, in one commit', async () => {
    const leadId = await aLead()
    const evidence = await aFile(desk.handler)
    const proposed = await proposeCase(desk.handler, caseForm(leadId, desk, { evidenceFileIds: evidence }), proposedAt)
    expect(proposed).toMatchObject({ ok: true, value: { number: expect.stringMatching(/^AJ-370811-2026-\d{6}$/) } })

    const [file] = await asOwner<Record<string, unknown>>(
      `SELECT id, state::text, version, region_no, officer_a_name, officer_b_name, proposed_by_id FROM case_file WHERE lead_id = $1`,
      [leadId],
    )
    expect(file).toMatchObject({ state: 'proposed', version: 1, region_no: 370811, officer_a_name: '张敏', officer_b_name: '李强' })
    const caseId = String(file?.id)
    expect(await asOwner('SELECT law, article, fund_loss_fen, act_from::text FROM case_fact WHERE case_id = $1', [caseId])).toEqual([
      { law: 'fundRegulation', article: '第四十条第一款第三项', fund_loss_fen: '71200000', act_from: '2026-01-05' },
    ])
    expect(
      await asOwner('SELECT kind, state::text, number, file_id IS NOT NULL AS kept FROM official_document WHERE subject_id = $1', [caseId]),
    ).toEqual([{ kind: 'caseFilingApproval', state: 'draft', number: null, kept: true }])
    expect(await asOwner('SELECT file_id FROM attachment WHERE subject_id = $1', [caseId])).toEqual([{ file_id: evidence }])
    expect(await asOwner('SELECT rule_id, started_at FROM statutory_clock WHERE subject_id = $1', [caseId])).toEqual([
      { rule_id: 'CK01', started_at: assignedAt },
    ])
    expect(await actionsOn(caseId)).toEqual(['case.propose'])
    expect(await noticesToPerson(desk.approver.userId)).toContain('caseProposed')
  })

  it.each([
    ['another county', () => aDesk(places.otherBureau).then(({ handler }) => handler)],
    ['the city above', () => aDesk(places.cityBureau).then(({ handler }) => handler)],
    ['another department', () => officerOf(places.police, ['handler'])],
    ['another role', () => Promise.resolve(desk.approver)],
    ['no role', () => officerOf(places.bureau, [])],
    ['a lower clearance', () => officerOf(places.bureau, ['handler'], { clearance: 1 })],
  ])('finds no lead for %s, and nothing changes', async (_who, person) => {
    const leadId = await aLead()
    expect(await proposeCase(await person(), caseForm(leadId, desk), proposedAt)).toMatchObject({
      ok: false,
      refusal: { code: 'notFound' },
    })
    expect(await cases(leadId)).toEqual([])
  })

  it('needs a lead that was found true', async () => {
    const unsubstantiated = await aLead({ conclusion: 'unsubstantiated', isFraud: false })
    expect(await proposeCase(desk.handler, caseForm(unsubstantiated, desk), proposedAt)).toMatchObject({
      refusal: { code: 'leadNotSubstantiated' },
    })
    const unanswered = await aLead({ state: 'verifying', conclusion: null, isFraud: false })
    expect(await proposeCase(desk.handler, caseForm(unanswered, desk), proposedAt)).toMatchObject({ refusal: { code: 'wrongState' } })
  })

  it('needs two officers of the bureau', async () => {
    const leadId = await aLead()
    const stranger = await officerOf(places.police, ['handler'])
    for (const officerBId of [desk.handler.userId, stranger.userId, randomUUID()]) {
      expect(await proposeCase(desk.handler, caseForm(leadId, desk, { officerBId }), proposedAt)).toMatchObject({
        refusal: { code: 'notColleague' },
      })
    }
    expect(await cases(leadId)).toEqual([])
  })

  it('judges a fact by the law of its own days', async () => {
    const leadId = await aLead()
    const tooEarly = caseForm(leadId, desk, { provision: 'SZ-1', liability: 'P40-3' })
    expect(await proposeCase(desk.handler, tooEarly, proposedAt)).toMatchObject({
      refusal: { code: 'lawNotInForce', detail: { from: '2026-04-01' } },
    })
    const upsideDown = caseForm(leadId, desk, { fundLoss: '900000' })
    expect(await proposeCase(desk.handler, upsideDown, proposedAt)).toMatchObject({ refusal: { code: 'amountsOutOfOrder' } })
  })

  it('refuses what the form does not have, and a citation that does not exist', async () => {
    const leadId = await aLead()
    expect(await proposeCase(desk.handler, { ...caseForm(leadId, desk), state: 'filed' }, proposedAt)).toMatchObject({
      refusal: { code: 'unknownField' },
    })
    expect(await proposeCase(desk.handler, caseForm(leadId, desk, { provision: 'P99' }), proposedAt)).toMatchObject({
      refusal: { code: 'invalidInput' },
    })
  })

  it('knows of a case that a bureau above has taken on, though it is out of sight', async () => {
    const leadId = await aLead()
    const { value } = (await proposeCase(desk.handler, caseForm(leadId, desk), proposedAt)) as { value: { caseId: string } }
    await asOwner('UPDATE case_file SET region_no = 370800 WHERE id = $1', [value.caseId])
    expect(await proposeCase(desk.handler, caseForm(leadId, desk), proposedAt)).toMatchObject({ refusal: { code: 'alreadyExists' } })
  })

  it('makes one case of a lead, also when two propose at once, and one of a repeated key', async () => {
    const leadId = await aLead()
    const both = await Promise.all([1, 2].map(() => proposeCase(desk.handler, caseForm(leadId, desk), proposedAt)))
    expect(both.filter((outcome) => outcome.ok)).toHaveLength(1)
    expect(both.find((outcome) => !outcome.ok)).toMatchObject({ refusal: { code: 'alreadyExists' } })

    const [other, requestKey] = [await aLead(), randomUUID()]
    const first = await proposeCase(desk.handler, { ...caseForm(other, desk), requestKey }, proposedAt)
    const again = await proposeCase(desk.handler, { ...caseForm(other, desk), requestKey }, proposedAt)
    expect(again).toEqual(first)
    expect(await cases(other)).toHaveLength(1)
    expect(await clocksRunning(String((await cases(other))[0]?.id))).toEqual(['CK01'])
  })
})
