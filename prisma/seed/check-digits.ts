/** The check digits of the numbers that the world invents. */

const identityWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

const weighed = (values: readonly number[], weights: readonly number[]) =>
  values.reduce((sum, value, index) => sum + value * (weights[index] ?? 0), 0)

/** The eighteenth place of an identity number (GB 11643-1999). */
export const identityCheckDigit = (first17: string): string => '10X98765432'.charAt(weighed([...first17].map(Number), identityWeights) % 11)

/** Digits and letters of a unified social credit code: I, O, S, V and Z are left out. */
const creditLetters = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const creditWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2]

/** The ninth place of an organisation code (GB 11714). */
export function organisationCheckDigit(first8: string): string {
  const values = [...first8].map((letter) => Number.parseInt(letter, 36))
  const rest = 11 - (weighed(values, organisationWeights) % 11)
  return rest === 10 ? 'X' : String(rest % 11)
}

/** The eighteenth place of a unified social credit code (GB 32100-2015). */
export function creditCheckDigit(first17: string): string {
  const values = [...first17].map((letter) => creditLetters.indexOf(letter))
  return creditLetters.charAt((31 - (weighed(values, creditWeights) % 31)) % 31)
}
