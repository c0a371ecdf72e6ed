import { describe, expect, it } from 'vitest'
import { takeStep } from '../../kernel/workflow'
import {
  type Agreement,
  agreementStages,
  agreementStepNames,
  agreementSteps,
  clocksOf,
  measureDone,
  measuresHold,
  takenBack,
} from './agreement'
import { type AgreementMeasure, endOf } from './agreement-measures'
import { planMeasureInput, stateAgreementInput } from './inputs-of-agreement'

const none = { amountFen: null, days: null, months: null, performedOn: null }
const interview: AgreementMeasure = { id: 'i', kind: 'interview', ...none }
const recover = (amountFen: bigint): AgreementMeasure => ({ ...none, id: 'r', kind: 'recover', amountFen })
const suspend: AgreementMeasure = { ...none, id: 's', kind: 'suspend', days: 180 }
const terminate = (months: number): AgreementMeasure => ({ ...none, id: 't', kind: 'terminate', months })

const agreement = (over: Partial<Agreement> = {}): Agreement => ({
  state: 'stated',
  caseState: 'investigating',
  workerIds: ['clerk'],
  decidedById: null,
  decidedOn: null,
  servedOn: null,
  measures: [interview],
  fundLossFen: 1_000n,
  limitedFen: 0n,
  demandedFen: 0n,
  recoveredFen: 0n,
  returnedFen: 0n,
  involvesFraud: false,
  ...over,
})
const refused = (code: string, detail?: object) => ({ ok: false, refusal: detail ? { code, detail } : { code } })

describe('the agreement', () => {
  it('opens from exactly these stages', () => {
    const ready = { decidedById: 'head', measures: [{ ...interview, performedOn: '2026-06-08' }] }
    const open = (['asked', ...agreementStages] as const).map((state) => [
      state,
      agreementStepNames.filter((name) => takeStep(agreementSteps[name], agreement({ ...ready, state }), { userId: 'other' }).ok).join(' '),
    ])
    expect(Object.fromEntries(open)).toEqual({
      ...{ asked: 'accept decline', accepted: 'decline state', stated: 'decline propose', proposed: 'sendBack decide' },
      ...{ decided: 'serve', served: 'perform', performed: 'close', closed: '', declined: '' },
    })
  })

  it('is decided by the operating agency alone, and by nobody who worked on it', () => {
    for (const name of agreementStepNames) expect(agreementSteps[name].by.map(({ as }) => as)).not.toContain('ownAgency')
    for (const name of ['decline', 'sendBack', 'decide', 'close'] as const) {
      expect(agreementSteps[name].by).toEqual([{ role: 'approver', as: 'handedTo' }])
      const [state = 'asked'] = agreementSteps[name].from
      expect(takeStep(agreementSteps[name], agreement({ state }), { userId: 'clerk' })).toEqual(refused('samePerson'))
    }
  })

  it('goes nowhere once its case is closed', () => {
    expect(takeStep(agreementSteps.accept, agreement({ state: 'asked', caseState: 'closed' }), { userId: 'x' })).toEqual(
      refused('wrongState', { state: 'closed' }),
    )
  })

  it('takes the loss beyond the limitation, and no more than was lost and is not demanded by the bureau', () => {
    const limited = { limitedFen: 400n, demandedFen: 600n }
    expect(measuresHold(agreement({ measures: [] }))).toEqual(refused('measureMissing'))
    expect(measuresHold(agreement(limited))).toEqual(refused('limitedNotTaken', { limited: '4.00' }))
    expect(measuresHold(agreement({ ...limited, measures: [recover(399n)] }))).toMatchObject({ ok: false })
    expect(measuresHold(agreement({ ...limited, measures: [recover(400n)] })).ok).toBe(true)
    expect(measuresHold(agreement({ ...limited, measures: [recover(401n)] }))).toEqual(refused('recoverBeyondLoss', { most: '4.00' }))
    expect(measuresHold(agreement({ measures: [recover(1_000n)] })).ok).toBe(true)
  })

  it('is not both halted and ended, and bars for three years only a fraud', () => {
    expect(measuresHold(agreement({ measures: [suspend, terminate(12)] }))).toEqual(refused('measuresClash'))
    expect(measuresHold(agreement({ measures: [terminate(12)] })).ok).toBe(true)
    expect(measuresHold(agreement({ measures: [terminate(36)] }))).toEqual(refused('barNeedsFraud'))
    expect(measuresHold(agreement({ measures: [terminate(36)], involvesFraud: true })).ok).toBe(true)
  })

  it('starts the days of a halted one with the decision, and those of an ended one with its service', () => {
    expect(clocksOf(suspend, 'decide', '2026-06-08')).toEqual({ rule: 'CK42', agreedOn: '2026-12-05' })
    expect(clocksOf(suspend, 'serve', '2026-06-08')).toBeNull()
    expect(clocksOf(terminate(36), 'serve', '2026-06-08')).toEqual({ rule: 'CK44', agreedOn: '2029-06-08' })
    expect(clocksOf(terminate(36), 'decide', '2026-06-08')).toBeNull()
    expect(clocksOf(interview, 'decide', '2026-06-08')).toBeNull()
    expect(endOf(interview, '2026-06-08')).toBeUndefined()
  })

  it('is carried out measure by measure: a halted one not before its days are over, money not before it has come', () => {
    const served = { state: 'served', decidedOn: '2026-06-08', servedOn: '2026-06-10' } as const
    const so = agreement({ ...served, measures: [recover(400n)] })
    expect(measureDone(agreement(), interview, '2026-06-10')).toEqual(refused('wrongState', { state: 'stated' }))
    expect(measureDone(so, interview, '2026-06-09')).toEqual(refused('dateBeforeAct', { day: '2026-06-10' }))
    expect(measureDone(so, interview, '2026-06-10').ok).toBe(true)
    expect(measureDone(so, suspend, '2026-12-04')).toEqual(refused('suspensionRuns', { day: '2026-12-05' }))
    expect(measureDone(so, suspend, '2026-12-05').ok).toBe(true)
    expect(measureDone(so, recover(400n), '2026-06-11')).toEqual(refused('agreementUnpaid', { outstanding: '4.00' }))
    expect(measureDone({ ...so, recoveredFen: 400n }, recover(400n), '2026-06-11').ok).toBe(true)
    expect(takeStep(agreementSteps.perform, so, { userId: 'x' })).toEqual(refused('measureOpen'))
    // What has come back by the bureau's decision does not come back again.
    expect(measureDone({ ...so, returnedFen: 900n }, recover(400n), '2026-06-11')).toEqual(
      refused('agreementUnpaid', { outstanding: '1.00' }),
    )
    expect(measureDone({ ...so, returnedFen: 1_000n }, recover(400n), '2026-06-11').ok).toBe(true)
  })

  it('takes of the loss what was decided, and nothing while it is only proposed or was declined', () => {
    const taken = (['asked', ...agreementStages] as const).filter((state) => takenBack(state, [interview, recover(400n)]) === 400n)
    expect(taken).toEqual(['decided', 'served', 'performed', 'closed'])
    expect(takenBack('proposed', [recover(400n)])).toBe(0n)
  })

  it('plans each measure with its own and nothing else', () => {
    const step = { caseId: '0197a1b2-0000-7000-8000-000000000001', version: '3', clause: '第五十二条' }
    const fits = (given: object) => planMeasureInput.safeParse({ ...step, ...given }).success
    expect([fits({ kind: 'interview' }), fits({ kind: 'interview', amount: '1' })]).toEqual([true, false])
    expect([fits({ kind: 'recover', amount: '1' }), fits({ kind: 'recover', amount: '0' }), fits({ kind: 'recover' })]).toEqual([
      true,
      false,
      false,
    ])
    expect([fits({ kind: 'suspend', days: '180' }), fits({ kind: 'suspend', days: '181' }), fits({ kind: 'suspend', days: '0' })]).toEqual([
      ...[true, false, false],
    ])
    expect([fits({ kind: 'terminate', months: '36' }), fits({ kind: 'terminate', months: '24' })]).toEqual([true, false])
    const said = { caseId: step.caseId, version: '3', statedOn: '2026-06-08', proofFileIds: step.caseId }
    expect(stateAgreementInput.safeParse({ ...said, said: 'silent' }).success).toBe(true)
    expect(stateAgreementInput.safeParse({ ...said, said: 'spoke' }).success).toBe(false)
  })
})
