import { describe, expect, it } from 'vitest'
import type { FeeLine } from '#domain/screening/fee-line'
import type { BillingModel } from '#domain/screening/hit'
import { charge } from '../../../tests/support/charges'
import { personFrequencyModel, stayFrequencyModel } from './many-days'
import { ageModel, deathModel, indicationModel, priceModel, sexModel, stayModel, supplyModel } from './one-charge'
import { dayCapModel, dayPairModel, nursingModel, rehabModel, twiceModel } from './one-day'

type Example = {
  what: string
  model: BillingModel
  hit: readonly FeeLine[]
  rule: string
  why: string
  excessFen: bigint
  /** The same but for what makes it suspicious. */
  quiet: readonly FeeLine[]
}

const days = (name: string, ...on: string[]) => on.map((day) => charge({ name, at: day }))
const month = (times: number) => Array.from({ length: times }, (_, day) => `2026-03-${String(day + 1).padStart(2, '0')}`)

const examples: readonly Example[] = [
  {
    ...{ what: 'a prostate examination of a woman', model: sexModel, rule: 'sex.prostate', excessFen: 1000n },
    ...{ hit: [charge({ name: '前列腺彩超', sex: 'female' })], why: '患者性别为女，“前列腺彩超”只适用于男性。' },
    quiet: [
      charge({ name: '前列腺素E1注射液', sex: 'female' }),
      charge({ name: '前列腺彩超', sex: 'male' }),
      charge({ name: '前列腺彩超' }),
    ],
  },
  {
    ...{ what: 'a drug for children given to an adult', model: ageModel, rule: 'age.childDrug', excessFen: 1000n },
    ...{ hit: [charge({ name: '健胃消食片', age: 45 })], why: '患者当日45岁，“健胃消食片”限儿童使用。' },
    quiet: [charge({ name: '健胃消食片', age: 6 }), charge({ name: '健胃消食片', age: null })],
  },
  {
    ...{ what: 'albumin for a cold', model: indicationModel, rule: 'indication.albumin', excessFen: 1000n },
    hit: [charge({ name: '人血白蛋白注射液', diagnosis: '上呼吸道感染' })],
    why: '诊断“上呼吸道感染”不在“人血白蛋白注射液”的限定支付范围内（限抢救、重症，或肝硬化、癌症引起的胸腹水，且白蛋白低于30g/L）。',
    quiet: [charge({ name: '人血白蛋白注射液', diagnosis: '肝硬化失代偿期' }), charge({ name: '人血白蛋白注射液' })],
  },
  {
    ...{ what: 'sixty days of a drug from an ordinary visit', model: supplyModel, rule: 'supply.outpatient', excessFen: 1000n },
    hit: [charge({ name: '缬沙坦胶囊', medType: '11', supplyDays: 60 })],
    why: '普通门诊一次开“缬沙坦胶囊”60日量，超过30日。',
    quiet: [charge({ name: '缬沙坦胶囊', medType: '11', supplyDays: 30 }), charge({ name: '缬沙坦胶囊', medType: '14', supplyDays: 60 })],
  },
  {
    ...{ what: 'a charge after discharge', model: stayModel, rule: 'time.outOfStay', excessFen: 1000n },
    hit: [charge({ name: '静脉输液', at: '2026-03-11', admittedAt: '2026-03-01', dischargedAt: '2026-03-10 08:00:00' })],
    why: '费用发生在2026-03-11，晚于出院日期2026-03-10。',
    quiet: [charge({ name: '静脉输液', at: '2026-03-10 17:00:00', admittedAt: '2026-03-01', dischargedAt: '2026-03-10 08:00:00' })],
  },
  {
    ...{ what: 'a charge after death', model: deathModel, rule: 'time.afterDeath', excessFen: 1000n },
    hit: [charge({ name: '血液透析', at: '2026-03-12', diedOn: '2026-03-10' })],
    why: '费用发生在2026-03-12，患者已于2026-03-10死亡。',
    quiet: [charge({ name: '尸体料理', at: '2026-03-11', diedOn: '2026-03-10' }), charge({ name: '血液透析', diedOn: '9999-12-31' })],
  },
  {
    ...{ what: 'a price over its cap', model: priceModel, rule: 'price.cap', excessFen: 400n },
    hit: [charge({ name: '血常规', count: 2, priceYuan: 20, priceCapYuan: 18 })],
    why: '“血常规”单价20元，高于限价18元。',
    quiet: [charge({ name: '血常规', priceYuan: 18, priceCapYuan: 18 }), charge({ name: '血常规', priceYuan: 20, priceCapYuan: 0 })],
  },
  {
    ...{ what: 'dialysis in two ways on one day', model: dayPairModel, rule: 'pair.dialysis', excessFen: 40_000n },
    hit: [charge({ name: '血液透析滤过', amountFen: 60_000n }), charge({ name: '血液透析', amountFen: 40_000n })],
    why: '同一天既收“血液透析滤过”又收“血液透析”：同一天的净化治疗只按实际做的一种方式收。',
    quiet: [charge({ name: '血液透析滤过' }), charge({ name: '血液透析器' })],
  },
  {
    ...{ what: 'one charge booked twice', model: twiceModel, rule: 'twice', excessFen: 1000n },
    hit: [charge({ name: '静脉输液', at: '2026-03-02 09:00:00' }), charge({ name: '静脉输液', at: '2026-03-02 09:00:00' })],
    why: '“静脉输液”在2026-03-02 09:00:00同样数量、金额记了2笔。',
    quiet: [charge({ name: '静脉输液', at: '2026-03-02 00:00:00' }), charge({ name: '静脉输液', at: '2026-03-02 00:00:00' })],
  },
  {
    ...{ what: 'thirty hours of monitoring in a day', model: dayCapModel, rule: 'cap.monitoring', excessFen: 2000n },
    hit: [
      charge({ name: '心电监测', unit: '小时', count: 24, amountFen: 8000n }),
      charge({ name: '心电监测', unit: '小时', count: 6, amountFen: 2000n }),
    ],
    why: '“心电监测”一天共计30小时，超过24小时。',
    quiet: [charge({ name: '心电监测', unit: '小时', count: 24 }), charge({ name: '心电监护', unit: '次', count: 30 })],
  },
  {
    ...{ what: 'two levels of nursing on one day', model: nursingModel, rule: 'nursing', excessFen: 1000n },
    hit: [charge({ name: 'Ⅰ级护理', amountFen: 3000n }), charge({ name: 'Ⅱ级护理' })],
    why: '同一天计收一级护理、二级护理，等级护理一天只按一个等级收（等级医嘱当天变更的除外）。',
    quiet: [charge({ name: 'Ⅲ级护理' }), charge({ name: '口腔护理' })],
  },
  {
    ...{ what: 'eight kinds of rehabilitation in a day', model: rehabModel, rule: 'rehab.stacking', excessFen: 1000n },
    hit: ['步行训练', '平衡训练', '作业疗法', '红外线治疗', '超短波治疗', '蜡疗', '电针', '推拿治疗'].map((name) => charge({ name })),
    why: '同一天计收8种康复理疗项目，超过7种，请核对治疗时长和记录。',
    quiet: Array.from({ length: 9 }, () => charge({ name: '步行训练' })),
  },
  {
    ...{ what: 'HbA1c after fifty days', model: personFrequencyModel, rule: 'often.hba1c', excessFen: 1000n },
    hit: days('糖化血红蛋白测定', '2026-01-01', '2026-02-20'),
    why: '“糖化血红蛋白测定”2026-01-01做过，隔50天又做，间隔应不少于90天。',
    quiet: days('糖化血红蛋白测定', '2026-01-01', '2026-01-01', '2026-04-01'),
  },
  {
    ...{ what: 'fifteen dialyses in a month', model: personFrequencyModel, rule: 'often.dialysis', excessFen: 1000n },
    hit: days('血液透析', ...month(15)),
    why: '“血液透析”2026-03月共15次，超过14次。',
    quiet: days('血液透析', ...month(14)),
  },
  {
    ...{ what: 'hepatitis markers twice in a stay', model: stayFrequencyModel, rule: 'often.hepatitis', excessFen: 1000n },
    hit: days('丙型肝炎抗体测定', '2026-03-01', '2026-03-05'),
    why: '“丙型肝炎抗体测定”一次就诊共2次，超过1次。',
    quiet: days('丙型肝炎抗体测定', '2026-03-01'),
  },
]

describe.each(examples)('$what', ({ model, hit, rule, why, excessFen, quiet }) => {
  it('is flagged, with every charge that it rests on', () => {
    const found = model.check(hit)
    expect(found.map((one) => [one.rule, one.why, one.excessFen])).toEqual([[rule, why, excessFen]])
    expect(new Set(found[0]?.lines)).toEqual(new Set(hit))
  })

  it('is not flagged without what makes it suspicious', () => expect(model.check(quiet)).toEqual([]))

  it('is a rule of its model', () => expect(model.rules.map(({ id }) => id)).toContain(rule))
})
