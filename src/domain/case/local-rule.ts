import { z } from 'zod'
import { civilDate, id, reason, text, version } from '../kernel/form-fields'
import { parseYuan } from '../kernel/money'
import type { Step } from '../kernel/workflow'
import { house } from '../law/law'
import { isRuleValue, type LocalRuleName, localRuleNames } from './place-rules'

export const localRuleStates = ['review', 'inUse', 'refused', 'ended'] as const
export type LocalRuleState = (typeof localRuleStates)[number]

type Proposed = { state: LocalRuleState; proposedById: string }
type LocalRuleStepRule = Step<Proposed, 'ownAgency'>
/** What a bureau sets for its area its own people answer for, two of them. */
const second = [{ role: 'approver', as: 'ownAgency' }] as const
const secondPerson = house('What everybody is measured by has been compared with its text by somebody beside its author.')
const steps = {
  approve: { from: ['review'], to: 'inUse', by: second, notBy: ['proposedById'], basis: secondPerson },
  refuse: { from: ['review'], to: 'refused', by: second, notBy: ['proposedById'], basis: secondPerson },
  end: {
    from: ['inUse'],
    to: 'ended',
    by: second,
    notBy: ['proposedById'],
    basis: house('A rule that was replaced must not be applied any more.'),
  },
} satisfies Record<string, LocalRuleStepRule>
export type LocalRuleStep = keyof typeof steps
export const localRuleSteps: Record<LocalRuleStep, LocalRuleStepRule> = steps
export const localRuleStepNames = Object.keys(steps) as LocalRuleStep[] // the keys of the table are its steps

/** Who proposes one: the handlers of an insurance bureau, for its own area. */
export const proposesLocalRules = [{ role: 'handler', as: 'ownAgency' }] as const

/** Whose running clocks a rule may say that it holds for. */
export const mayHoldForRunning = (key: LocalRuleName): boolean => key === 'defenceDays' || key === 'hearingReportDays'

const half = (typed: string) => typed.normalize('NFKC').replace(/[,\s]/g, '')
const yuan = (typed: string, least: bigint, most: bigint) => {
  const read = parseYuan(half(typed))
  return read !== null && read >= least && read <= most ? read.toString() : null
}
const whole = (typed: string, most: number) => (/^\d{1,2}$/.test(half(typed)) && Number(half(typed)) <= most ? Number(half(typed)) : null)

/** The articles whose acts can be minor; fraud never is. */
const minorLines: Readonly<Record<string, string>> = { 第三十八条: 'P38-', 第三十九条: 'P39-' }
/** `第三十九条 | 1000`: an article of the regulation and the most that the fund may have lost, a line for each. */
function minorList(typed: string) {
  const lines = typed.split('\n').filter((line) => line.trim() !== '')
  const read = lines.flatMap((line) => {
    const [article = '', most = ''] = line.split(/[\t|｜]/).map((cell) => cell.trim())
    const [lines, lossAtMostFen] = [minorLines[article], yuan(most, 0n, 100_000_000n)]
    return lines && lossAtMostFen !== null ? [{ lines, lossAtMostFen }] : []
  })
  return read.length === lines.length && read.length > 0 ? read : null
}

/** What is typed → as it is kept; `null` where it does not read. */
const readValue: Record<LocalRuleName, (typed: string) => unknown> = {
  hearingInstitution: (typed) => yuan(typed, 1n, 10_000_000_000n),
  hearingPerson: (typed) => yuan(typed, 1n, 10_000_000_000n),
  hearingSuspension: (typed) => whole(typed, 60),
  defenceDays: (typed) => whole(typed, 30),
  hearingReportDays: (typed) => whole(typed, 30),
  firstMinor: minorList,
  // 法释〔2011〕7号: 三千元至一万元以上, within which each province sets its own.
  fraudFloor: (typed) => yuan(typed, 300_000n, 1_000_000n),
}
const unread: Record<LocalRuleName, string> = {
  hearingInstitution: '填写金额（元），大于 0。',
  hearingPerson: '填写金额（元），大于 0。',
  hearingSuspension: '填写月数，1 至 60。',
  defenceDays: '填写工作日数，1 至 30。',
  hearingReportDays: '填写日数，1 至 30。',
  firstMinor: '每行一条：条例第三十八条或第三十九条 | 基金损失不超过（元）。',
  fraudFloor: '填写金额（元），各省在 3000 元至 10000 元之间确定。',
}

export const proposeLocalRuleInput = z
  .strictObject({
    key: z.enum(localRuleNames),
    value: z.string().trim().max(1000),
    title: text(120).min(5),
    documentNumber: text(80).min(4),
    basisText: text(2000).min(5),
    verified: z.literal('on').optional(),
    forRunning: z.literal('on').optional(),
    validFrom: civilDate,
    validTo: z.union([z.literal('').transform(() => null), civilDate]).default(null),
  })
  .transform((typed, context) => {
    const value = readValue[typed.key](typed.value)
    if (value === null || !isRuleValue(typed.key, value)) {
      context.addIssue({ code: 'custom', path: ['value'], message: unread[typed.key] })
      return z.NEVER
    }
    const forRunning = typed.forRunning === 'on' && mayHoldForRunning(typed.key)
    return {
      ...typed,
      value: value as string | number | NonNullable<ReturnType<typeof minorList>>,
      verified: typed.verified === 'on',
      forRunning,
    }
  })
export const decideLocalRuleInput = z.strictObject({ localRuleId: id, version })
export const reasonedLocalRuleInput = z.strictObject({ localRuleId: id, version, reason })
