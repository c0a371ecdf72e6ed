import { daysBetween } from '#domain/kernel/civil-date'
import type { FeeLine } from '#domain/screening/fee-line'
import type { BillingModel, Hit, Rule } from '#domain/screening/hit'
import { namedBy } from '../named'
import { ageRules, indicationRules, sexRules } from '../parameters/patients'
import { type SupplyRule, supplyRules } from '../parameters/quantities'

/** A model that looks at each charge by itself. */
const ofEachLine = (
  needs: BillingModel['needs'],
  rules: readonly Rule[],
  look: (line: FeeLine) => readonly [Rule, string][],
): BillingModel => ({
  ...{ scope: 'line', needs, rules },
  check: (lines) =>
    lines.flatMap((line) => look(line).map(([rule, why]): Hit => ({ rule: rule.id, lines: [line], why, excessFen: line.amountFen }))),
})

const sexes = { male: '男', female: '女' } as const
const bySex = namedBy(sexRules)

/** 限性别: an item that only the other sex can have. */
export const sexModel = ofEachLine(['sex'], sexRules, (line) =>
  bySex(line.name)
    .filter(({ only }) => line.sex !== null && line.sex !== only)
    .map((rule) => [rule, `患者性别为${sexes[line.sex ?? 'male']}，“${line.name}”只适用于${sexes[rule.only]}性。`]),
)

const byAge = namedBy(ageRules)

/** 限年龄: by the age on the day of the charge. */
export const ageModel = ofEachLine(['age'], ageRules, (line) =>
  byAge(line.name)
    .filter(({ from, to }) => line.age !== null && (line.age < from || line.age > to))
    .map((rule) => [rule, `患者当日${line.age}岁，“${line.name}”限${rule.who}使用。`]),
)

/** A stay may have sixty diagnoses: a sentence needs no more than tell which they are. */
const shortened = (text: string) => (text.length > 80 ? `${text.slice(0, 80)}…` : text)

const byIndication = namedBy(indicationRules)

/** 限适应症: a diagnosis is given, and it names none of the conditions for which the item is paid. */
export const indicationModel = ofEachLine(['diagnosis'], indicationRules, (line) =>
  byIndication(line.name)
    .filter(({ diagnosis }) => line.diagnosis !== '' && !diagnosis.test(line.diagnosis))
    .map((rule) => [rule, `诊断“${shortened(line.diagnosis)}”不在“${line.name}”的限定支付范围内（限${rule.limit}）。`]),
)

/** 超量开药: more days than one prescription of that kind of care may bring. */
export const supplyModelOf = (rules: readonly SupplyRule[]): BillingModel =>
  ofEachLine(['medType', 'supplyDays'], rules, (line) =>
    rules
      .filter(({ medTypes, most }) => medTypes.includes(line.medType) && (line.supplyDays ?? 0) > most)
      .map((rule) => [rule, `${rule.care}一次开“${line.name}”${line.supplyDays}日量，超过${rule.most}日。`]),
  )
export const supplyModel = supplyModelOf(supplyRules)

const outOfStay: Rule = {
  ...{ id: 'time.outOfStay', model: 'M29', title: '入院前或出院后计费', grade: 'high', confidence: 'V2' },
  ...{ item: { code: 'GEN-12', words: /出院/ } },
}

/** 时间逻辑: by the day on which it happened; the days of admission and of discharge are within. */
export const stayModel = ofEachLine(['stay'], [outOfStay], (line) => {
  if (line.admittedAt && line.on < line.admittedAt.slice(0, 10))
    return [[outOfStay, `费用发生在${line.on}，早于入院日期${line.admittedAt.slice(0, 10)}。`]]
  if (line.dischargedAt && line.on > line.dischargedAt.slice(0, 10))
    return [[outOfStay, `费用发生在${line.on}，晚于出院日期${line.dischargedAt.slice(0, 10)}。`]]
  return []
})

const afterDeath: Rule = {
  ...{ id: 'time.afterDeath', model: 'M24', title: '死亡后计费', grade: 'high', confidence: 'V2' },
  ...{ item: { code: 'GEN-12', words: /死亡|去世/ } },
}
export const deathGraceDays = 1

/** 死亡后计费, a day of grace for what is booked later. */
export const deathModelOf = (graceDays: number): BillingModel =>
  ofEachLine(['death'], [afterDeath], (line) =>
    line.diedOn && daysBetween(line.diedOn, line.on) > graceDays
      ? [[afterDeath, `费用发生在${line.on}，患者已于${line.diedOn}死亡。`]]
      : [],
  )
export const deathModel = deathModelOf(deathGraceDays)

const overCap: Rule = { id: 'price.cap', model: 'M15', title: '单价高于限价', grade: 'high', confidence: 'V2' }

/** 超标准: by the cap that the file itself states. */
export const priceModel: BillingModel = {
  ...{ scope: 'line', needs: ['priceCap'], rules: [overCap] },
  check: (lines) =>
    lines.flatMap((line) => {
      const { priceYuan: price, priceCapYuan: cap } = line
      if (price === null || cap === null || cap <= 0 || price <= cap) return []
      const excessFen = BigInt(Math.round((price - cap) * line.count * 100))
      return [{ rule: overCap.id, lines: [line], why: `“${line.name}”单价${price}元，高于限价${cap}元。`, excessFen }]
    }),
}
