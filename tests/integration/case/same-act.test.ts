import { expect, it } from 'vitest'
import { addFact } from '#server/case/add-fact'
import { withdrawFact } from '#server/case/correct-fact'
import { getCase } from '#server/case/queries'
import { setPenalty } from '#server/case/set-penalty'
import { tieFact } from '#server/case/tie-fact'
import { draftCasePaper } from '#server/document/case-papers'
import { done } from '../../fixtures/campaigns'
import { aCaseUnderInvestigation, aDesk, factOf, filedAt, partyOf, step } from '../../fixtures/case-scenes'
import { asOwner } from '../../support/as-owner'

const refused = (code: string, detail = {}) => ({ ok: false, refusal: { code, ...detail } })

it('one act is fined once in a case, and an act under two laws by the one that was chosen; papers say both', async () => {
  const desk = await aDesk()
  const caseId = await aCaseUnderInvestigation(desk)
  const [first, partyId] = [await factOf(caseId), await partyOf(caseId)]
  const amounts = { billed: '80000', irregular: '60000', fundLoss: '50000' }
  const spanning = { behaviour: '重复收费', actFrom: '2026-02-01', actTo: '2026-05-20', provision: 'P38-3', ...amounts }
  done(await addFact(desk.handler, { caseId, version: '3', partyId, ...spanning }, filedAt))
  const factsNow = async () => (await getCase(desk.handler, caseId, filedAt))?.facts
  const second = (await factsNow())?.[1]?.id ?? ''
  const onSecond = (version: string, over: object) =>
    setPenalty(desk.handler, { caseId, version, factId: second, refund: '50000', ...over }, filedAt)
  const chosen = { lawChoice: 'old', lawChoiceGround: '新旧规定罚款幅度相同，适用行为时的规定。' }
  expect(await onSecond('4', { fineTimes: '1' })).toMatchObject(refused('lawChoiceMissing'))
  expect(await onSecond('4', { fineTimes: '1', ...chosen })).toMatchObject({ ok: true })

  const tie = (version: string, factId: string, sameActAs: string, ground = '同一批住院费用') =>
    tieFact(desk.handler, { caseId, version, factId, sameActAs, ground }, filedAt)
  expect(await tie('5', second, second)).toMatchObject(refused('sameActUnfit'))
  expect(await tie('5', second, first, '')).toMatchObject(refused('invalidInput'))
  expect(await tie('4', second, first)).toMatchObject(refused('changedMeanwhile'))
  expect(await tie('5', second, first)).toMatchObject({ ok: true })
  const onFirst = (version: string) =>
    setPenalty(desk.handler, { caseId, version, factId: first, refund: '712000', fineTimes: '2' }, filedAt)
  expect(await onFirst('6')).toMatchObject(refused('actFinedTwice', { detail: { seq: 2 } }))
  const rests = { leniency: 'finedAlready', leniencyGround: '与第二项为同一行为', noPenaltyReason: '' }
  expect(await setPenalty(desk.handler, { caseId, version: '6', factId: first, refund: '712000', ...rests }, filedAt)).toMatchObject(
    refused('dearerUnfined', { detail: { seq: 1, fined: 2 } }),
  )
  await expect(asOwner('UPDATE case_fact SET fine_fen = 1 WHERE id = $1', [first])).rejects.toThrow('uniq$case_fact_fined_once')
  await expect(
    asOwner("UPDATE case_fact SET same_act_as_id = $2, same_act_ground = '绕圈子' WHERE id = $1", [first, second]),
  ).rejects.toThrow('the first of them')

  const excused = { leniency: 'finedAlready', leniencyGround: '与第一项为同一行为', ...chosen }
  expect(await onSecond('6', excused)).toMatchObject({ ok: true })
  expect(await onFirst('7')).toMatchObject({ ok: true })
  expect((await factsNow())?.[1]).toMatchObject({ leniencyRef: '本案第1项事实', sameActAsId: first, lawChoice: 'old', fineFen: 0n })
  const { documentId } = done(await draftCasePaper(desk.handler, { caseId, kind: 'investigationConclusion' }, filedAt))
  const [paper] = await asOwner<{ input: { facts: object[] } }>('SELECT input FROM official_document WHERE id = $1', [documentId])
  const lawChosen = '该行为跨越新旧规定的施行日，经比对，适用旧规定：新旧规定罚款幅度相同，适用行为时的规定。'
  expect(paper?.input.facts).toMatchObject([
    { lawChosen: '', finedWith: null },
    { lawChosen, finedWith: 1 },
  ])

  expect(await tie('8', second, '')).toMatchObject({ ok: true })
  expect(await step('report', desk.handler, caseId, {}, filedAt)).toMatchObject(refused('actUnfined'))

  // One that was withdrawn does not hold the first of its act.
  done(await tie('9', second, first))
  done(await withdrawFact(desk.handler, { caseId, version: '10', factId: second, reason: '与另一项重复登记' }, filedAt))
  done(await addFact(desk.handler, { caseId, version: '11', partyId, ...spanning }, filedAt))
  const third = (await factsNow())?.at(-1)?.id ?? ''
  expect(await tie('12', first, third)).toMatchObject({ ok: true })
})
