/** The codes by which an institution is known; one institution may have all of them. */

const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const creditWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const

/** 定点医疗机构 `H` or 定点零售药店 `P`, six places of division, five of sequence. */
export const isDesignatedCode = (code: string): boolean => /^[HP]\d{11}$/.test(code)

export const hasCreditCodeForm = (code: string): boolean => /^[0-9A-HJ-NP-RT-UWXY]{18}$/.test(code)

/** The last place of a unified social credit code (统一社会信用代码, GB 32100-2015), from the first seventeen. */
export function creditCheckDigit(first17: string): string {
  const sum = creditWeights.reduce((total, weight, index) => total + weight * creditAlphabet.indexOf(first17[index] ?? ''), 0)
  return creditAlphabet.charAt((31 - (sum % 31)) % 31)
}

/**
 * Whether a credit code agrees with its own check digits. One in four of those printed in published decisions does
 * not: a failure is worth a question, never a refusal.
 */
export const creditCodeHolds = (code: string): boolean => hasCreditCodeForm(code) && creditCheckDigit(code) === code[17]
