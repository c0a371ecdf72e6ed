import 'server-only'
import { randomInt } from 'node:crypto'
import { initialPasswordUntil } from '#domain/identity/account-policy'
import { faultsOf } from '#domain/identity/password-policy'
import { hashPassword } from '#platform/password'

/** Without the letters and digits that are mistaken for each other on paper. */
const alphabet = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const groups = 4
const groupLength = 4

const group = () => Array.from({ length: groupLength }, () => alphabet[randomInt(alphabet.length)]).join('')

/** A password that is dictated or handed over on paper: four groups of four, some 92 bits, as the policy wants it. */
function draw(login: string): string {
  for (;;) {
    const password = Array.from({ length: groups }, group).join('-')
    if (faultsOf(password, { login }).length === 0) return password
  }
}

/** A password to be given once, and the columns of the account that hold it. It opens the account for a few days, and only to change it. */
export async function initialPassword(login: string, now: Date) {
  const password = draw(login)
  const until = initialPasswordUntil(now)
  return {
    password,
    until,
    columns: {
      passwordHash: await hashPassword(password),
      passwordChangedAt: now,
      mustChangePassword: true,
      initialPasswordUntil: until,
    },
  }
}
