import 'server-only'
import { generateSecret, generateURI, verifySync } from 'otplib'
import { asActor } from '#platform/db'
import { decryptField, encryptField } from '#platform/field-cipher'
import { asOneself } from './oneself'

const stepSeconds = 30

const placeOf = (userId: string) => ({ table: 'user_account', column: 'totp_secret', id: userId })

/** A TOTP secret as it is kept: `user_account.totp_secret_cipher`. */
export const sealSecret = (userId: string, secret: string): string => encryptField(placeOf(userId), secret)

export const openSecret = (userId: string, cipher: string): string => decryptField(placeOf(userId), cipher)

export const newSecret = (): string => generateSecret()

/** What an authenticator app reads from a QR code. */
export const enrolmentUri = (login: string, secret: string, issuer: string): string => generateURI({ issuer, label: login, secret })

/** The time step that a code belongs to, one step of clock drift allowed either way; `null` when it is wrong. */
export function stepOf(secret: string, code: string, now: Date): number | null {
  if (!/^\d{6}$/.test(code)) return null
  const result = verifySync({ secret, token: code, epoch: Math.floor(now.getTime() / 1000), epochTolerance: stepSeconds })
  return result.valid && 'timeStep' in result ? result.timeStep : null
}

/** True for a right code that was not used before. The row decides, so the same code sent twice at once counts once. */
export async function redeemCode(account: { id: string; totpSecretCipher: string | null }, code: string, now: Date): Promise<boolean> {
  if (account.totpSecretCipher === null) return false
  const step = stepOf(openSecret(account.id, account.totpSecretCipher), code.replaceAll(/\s/g, ''), now)
  if (step === null) return false
  const used = await asActor(asOneself(account.id), (tx) =>
    tx.userAccount.updateMany({
      where: { id: account.id, OR: [{ totpLastStep: null }, { totpLastStep: { lt: BigInt(step) } }] },
      data: { totpLastStep: BigInt(step) },
    }),
  )
  return used.count === 1
}
