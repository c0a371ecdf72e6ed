const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2]

/** The ninth place of an organisation code (GB 11714), from the first eight. */
export function organisationCheckDigit(first8: string): string {
  const sum = [...first8].reduce((total, letter, index) => total + Number.parseInt(letter, 36) * (organisationWeights[index] ?? 0), 0)
  const rest = 11 - (sum % 11)
  return rest === 10 ? 'X' : String(rest % 11)
}
