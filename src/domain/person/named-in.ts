/** As a reader takes it in: width, case, spaces and marks between the characters aside. */
export const bareText = (text: string) =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{P}\p{S}\u200b-\u200d\ufeff]/gu, '')

/** Which of the names or codes stand in the text, however they are spaced. One character alone is no name. */
export const namedIn = (text: string, names: readonly string[]): string[] =>
  [...new Set(names)].filter((name) => bareText(name).length > 1 && bareText(text).includes(bareText(name)))
