import { DAY_MS } from '../kernel/civil-date'
import { commonWords, contextWords, keyboardRows } from './guessable-words'
import { type PasswordFault, passwordPolicy } from './password-limits'

const classes = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u]

const lookalikes: Record<string, string> = { '@': 'a', '4': 'a', '3': 'e', '1': 'i', '!': 'i', '0': 'o', $: 's', '5': 's', '7': 't' }
const plain = (text: string) => [...text].map((char) => lookalikes[char] ?? char).join('')

/** True for four or more neighbours in a row of the keyboard or the alphabet, either way. */
const runs = keyboardRows.flatMap((row) => {
  const back = [...row].reverse().join('')
  return [row, back].flatMap((line) => Array.from({ length: line.length - 3 }, (_, start) => line.slice(start, start + 4)))
})

const blank = (text: string, part: string) => text.replaceAll(part, '\u0000'.repeat(part.length))

/** Blanks every occurrence of a guessable word, as typed or with its look-alike signs. Longest first, so that a word is not left over from a longer one. */
function withoutWords(password: string, words: readonly string[]): string {
  let rest = password
  for (const word of [...words].sort((one, other) => other.length - one.length)) {
    for (let at = plain(rest).indexOf(word); at >= 0; at = plain(rest).indexOf(word)) {
      rest = `${rest.slice(0, at)}${'\u0000'.repeat(word.length)}${rest.slice(at + word.length)}`
    }
  }
  return rest
}

function withoutPatterns(password: string): string {
  let rest = password.replace(/(19|20)\d{2}/g, '\u0000\u0000\u0000\u0000').replace(/(.)\1{2,}/gu, (run) => '\u0000'.repeat(run.length))
  for (const run of runs) rest = blank(rest, run)
  return rest
}

/** How many different characters remain that a guesser would have to find. */
function unguessable(password: string, login: string): number {
  const known = [...commonWords, ...contextWords, ...(login.length >= 3 ? [login] : [])]
  const rest = withoutWords(withoutPatterns(password), known)
  return new Set([...rest].filter((char) => char !== '\u0000')).size
}

/** Everything wrong with a new password; empty when it may be used. Whether it was used before needs the stored hashes. */
export function faultsOf(password: string, account: { login: string }): PasswordFault[] {
  const chars = [...password.normalize('NFC')]
  const lower = chars.join('').toLowerCase()
  const login = account.login.toLowerCase()
  const faults: PasswordFault[] = []
  if (chars.length < passwordPolicy.minLength) faults.push('tooShort')
  if (chars.length > passwordPolicy.maxLength) faults.push('tooLong')
  if (classes.filter((kind) => kind.test(password)).length < passwordPolicy.minClasses) faults.push('tooFewClasses')
  if (login.length >= 3 && lower.includes(login)) faults.push('namesAccount')
  if (faults.length === 0 && unguessable(lower, login) < passwordPolicy.minUnguessable) faults.push('guessable')
  return faults
}

export const passwordExpired = (changedAt: Date, now: Date): boolean =>
  now.getTime() - changedAt.getTime() > passwordPolicy.maxAgeDays * DAY_MS
