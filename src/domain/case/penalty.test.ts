import { describe, expect, it } from 'vitest'
import type { Leniency } from './leniency'
import { fineOf, fineRangeOf, type JudgedFact, type Penalty, penaltyHolds } from './penalty'
import { factProvision } from './provisions'

const fact = (over: Partial<JudgedFact> = {}): JudgedFact => ({
  provisionId: 'P40-3',
  liabilityId: null,
  fundLossFen: 100n,
  limitedFen: 0n,
  tooOld: false,
  fraudFen: 80n,
  intentGround: '两人证实',
  seriousGround: '',
  orderIgnored: false,
  party: { kind: 'institution', role: 'party' },
  ...over,
})
const careless = (over: Partial<JudgedFact> = {}) => fact({ provisionId: 'P38-3', fraudFen: null, intentGround: '', ...over })
const badlyRun = (over: Partial<JudgedFact> = {}) => careless({ provisionId: 'P39-2', fundLossFen: 0n, orderIgnored: true, ...over })
const misuse = (over: Partial<JudgedFact> = {}) => careless({ provisionId: 'P41-1', party: { kind: 'person', role: 'insured' }, ...over })

const old = careless({ tooOld: true, limitedFen: 100n })

const penalty = (over: Partial<Penalty> = {}): Penalty => ({
  ...{ refundFen: 0n, fineTenths: null, fixedFineFen: null, suspendMonths: null, leniency: 'none', leniencyGround: '' },
  noPenaltyReason: '',
  ...over,
})
const because = (leniency: Leniency, over: Partial<Penalty> = {}) => penalty({ leniency, leniencyGround: '已查明', ...over })

describe('a penalty', () => {
  it('is measured by what its line says: the loss, or what was defrauded', () => {
    expect(fineOf(fact(), { fineTenths: 25, fixedFineFen: null })).toBe(200n)
    expect(fineOf(careless({ fundLossFen: 333n }), { fineTenths: 15, fixedFineFen: null })).toBe(499n)
    expect(fineOf(badlyRun(), { fineTenths: null, fixedFineFen: 1_500_000n })).toBe(1_500_000n)
    expect(fineOf(careless({ fundLossFen: 333n, limitedFen: 133n }), { fineTenths: 15, fixedFineFen: null })).toBe(300n)
    expect(fineOf(fact({ limitedFen: 90n }), { fineTenths: 20, fixedFineFen: null })).toBe(0n)
    expect(fineOf(misuse(), { fineTenths: 20, fixedFineFen: null })).toBe(0n)
    expect(fineOf(fact({ provisionId: 'SZ-1', liabilityId: 'P38-4' }), { fineTenths: 10, fixedFineFen: null })).toBe(100n)
  })

  it('knows the range of each line', () => {
    const range = (id: string) => fineRangeOf(factProvision(id) ?? { fine: null }, fact())
    expect(range('P40-5')).toEqual({ by: 'multiple', ofFen: 80n, minTenths: 20, maxTenths: 50 })
    expect(range('P38-1')).toEqual({ by: 'multiple', ofFen: 100n, minTenths: 10, maxTenths: 20 })
    expect(range('P39-7')).toEqual({ by: 'fixed', minFen: 1_000_000n, maxFen: 5_000_000n })
    expect(range('P41-3')).toBeNull()
  })

  it.each<[string, JudgedFact, Penalty, string | null]>([
    ['below the range', fact(), penalty({ fineTenths: 19 }), 'fineOutOfRange'],
    ['at the least', fact(), penalty({ fineTenths: 20 }), null],
    ['at the most', fact(), penalty({ fineTenths: 50 }), null],
    ['beyond the range', fact(), penalty({ fineTenths: 51 }), 'fineOutOfRange'],
    [
      'more back than is within the limitation',
      careless({ limitedFen: 40n }),
      penalty({ refundFen: 61n, fineTenths: 10 }),
      'refundTooLarge',
    ],
    ['of careless use whose loss is all beyond it', careless({ limitedFen: 100n }), penalty({ fineTenths: 10 }), 'lossMissing'],
    ['more back than was lost', fact(), penalty({ refundFen: 101n, fineTenths: 20 }), 'refundTooLarge'],
    ['of a line nobody has named', fact({ provisionId: null }), penalty({ fineTenths: 20 }), 'provisionMissing'],
    ['of fraud without its purpose', fact({ intentGround: '' }), penalty({ fineTenths: 20 }), 'intentMissing'],
    ['on careless use without loss', careless({ fundLossFen: 0n }), penalty({ fineTenths: 10 }), 'lossMissing'],
    ['on careless use', careless(), penalty({ fineTenths: 10 }), null],
    ['on bad management before an order', badlyRun({ orderIgnored: false }), penalty({ fixedFineFen: 1_000_000n }), 'orderMissing'],
    ['on bad management', badlyRun(), penalty({ fixedFineFen: 1_000_000n }), null],
    ['on bad management, too little', badlyRun(), penalty({ fixedFineFen: 999_999n }), 'fixedFineOutOfRange'],
    ['on bad management, as a multiple', badlyRun(), penalty({ fineTenths: 10 }), 'fixedFineOutOfRange'],
    ['on a person of the first paragraph', misuse(), penalty({ fineTenths: 20 }), 'lineWithoutFine'],
    ['of nothing, though it is due', careless(), penalty({ noPenaltyReason: '情节较轻' }), 'leniencyMissing'],
    ['of nothing, without a word', careless({ fundLossFen: 0n }), penalty(), 'noPenaltyReasonMissing'],
    ['of nothing where nothing is due', careless({ fundLossFen: 0n }), penalty({ noPenaltyReason: '没有损失' }), null],
    ['of nothing on a person of the first paragraph', misuse(), penalty({ noPenaltyReason: '该款没有罚款' }), null],
    ['of nothing before an order', badlyRun({ orderIgnored: false }), penalty({ noPenaltyReason: '已责令改正' }), null],
    [
      'of nothing on fraud whose purpose nobody has shown',
      fact({ intentGround: '' }),
      penalty({ noPenaltyReason: '查不清' }),
      'leniencyMissing',
    ],
  ])('%s', (_what, judged, proposed, code) => {
    expect(penaltyHolds(judged, proposed)).toMatchObject(code ? { ok: false, refusal: { code } } : { ok: true })
  })
})

describe('leniency', () => {
  it.each<[string, JudgedFact, Penalty, string | null]>([
    ['within the range', careless(), because('lighter', { fineTenths: 10 }), null],
    ['within the range, below it', careless(), because('lighter', { fineTenths: 9 }), 'fineOutOfRange'],
    ['below the range', careless(), because('mitigated', { fineTenths: 5 }), null],
    ['below the range, within it', careless(), because('mitigated', { fineTenths: 10 }), 'mitigatedOutOfRange'],
    ['without a ground', careless(), penalty({ leniency: 'lighter', fineTenths: 10 }), 'leniencyGroundMissing'],
    ['for a first offence on the list', badlyRun(), because('firstMinor'), null],
    ['for a first offence with little loss', careless(), because('firstMinor'), null],
    ['for a first offence with much loss', careless({ fundLossFen: 100_001n }), because('firstMinor'), 'notOnFirstMinorList'],
    ['for a first offence of a line that is not listed', misuse(), because('firstMinor'), 'notOnFirstMinorList'],
    ['for a first offence that was fraud', fact(), because('firstMinor'), 'leniencyUnfit'],
    ['for a first offence, and a fine', careless(), because('firstMinor', { fineTenths: 10 }), 'leniencyUnfit'],
    ['for harm put right, where there was harm', careless(), because('minorCorrected'), 'leniencyUnfit'],
    ['for no fault', careless(), because('noFault'), null],
    ['for no fault of fraud', fact(), because('noFault'), 'leniencyUnfit'],
    ['for what the police have', fact(), because('withPolice'), null],
    ['for what is not too old', careless(), because('tooOld'), 'leniencyUnfit'],
    ['for what is too old', old, because('tooOld'), null],
    ['of what is too old, on no ground', old, penalty({ fineTenths: 10 }), 'limitationOver'],
    ['for what is too old, and a suspension', old, because('tooOld', { suspendMonths: 6 }), 'leniencyUnfit'],
  ])('%s', (_what, judged, proposed, code) => {
    expect(penaltyHolds(judged, proposed)).toMatchObject(code ? { ok: false, refusal: { code } } : { ok: true })
  })
})

describe('a suspension', () => {
  const months = (suspendMonths: number, over: Partial<Penalty> = {}) => penalty({ suspendMonths, fineTenths: 20, ...over })
  const banned = (suspendMonths: number) => penalty({ suspendMonths, noPenaltyReason: '该条没有罚款' })
  const headed = (over: Partial<JudgedFact> = {}) =>
    careless({ provisionId: 'P43-1', seriousGround: '基金损失八千万元', party: { kind: 'person', role: 'legalRepresentative' }, ...over })
  it.each<[string, JudgedFact, Penalty, string | null]>([
    ['for careless use alone', careless(), months(6), 'consequenceMissing'],
    ['for careless use with serious consequences', careless({ seriousGround: '一名患者因此延误治疗' }), months(6), null],
    ['for careless use after an order', careless({ orderIgnored: true }), months(12), null],
    ['for too long', careless({ orderIgnored: true }), months(13), 'suspensionOutOfRange'],
    ['for fraud', fact(), months(6), null],
    ['for bad management', badlyRun(), penalty({ fixedFineFen: 1_000_000n, suspendMonths: 6 }), 'lineWithoutSuspension'],
    ['of an insured person', misuse(), penalty({ suspendMonths: 3, noPenaltyReason: '该款没有罚款' }), null],
    [
      'of somebody who is not insured',
      misuse({ party: { kind: 'person', role: 'physician' } }),
      penalty({ suspendMonths: 3, noPenaltyReason: '该款没有罚款' }),
      'insuredMissing',
    ],
    ['of a head, to no harm', headed({ seriousGround: '' }), banned(60), 'graveHarmMissing'],
    ['of a head, for great harm', headed(), banned(60), null],
    ['of a head, for other than five years', headed(), banned(48), 'suspensionOutOfRange'],
    ['of a physician, as of a head', headed({ party: { kind: 'person', role: 'physician' } }), banned(60), 'headMissing'],
    ['of an institution, as of a head', headed({ party: { kind: 'institution', role: 'party' } }), banned(60), 'headMissing'],
  ])('%s', (_what, judged, proposed, code) => {
    expect(penaltyHolds(judged, proposed)).toMatchObject(code ? { ok: false, refusal: { code } } : { ok: true })
  })
})
