import 'server-only'
import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { keyring } from './secrets'

const privateKey = () => createPrivateKey(keyring().signingKey)

/** The public half, as others need it to check what this installation signed. */
export const publicKeyPem = (): string => createPublicKey(privateKey()).export({ type: 'spki', format: 'pem' }).toString()

/** A short name of the signing key, so that a signature says which key it wants. */
export const signingKeyId = (): string => createHash('sha256').update(publicKeyPem()).digest('hex').slice(0, 16)

/** An Ed25519 signature in base64url. */
export const signText = (text: string): string => sign(null, Buffer.from(text, 'utf8'), privateKey()).toString('base64url')

/** True when this text was signed with the private half of `publicKey`: this installation's own, unless another is given. */
export function signatureHolds(text: string, signature: string, publicKey = publicKeyPem()): boolean {
  return verify(null, Buffer.from(text, 'utf8'), createPublicKey(publicKey), Buffer.from(signature, 'base64url'))
}
