/** The package ships no types; this is what the tests use of it. */
declare module 'oidc-provider' {
  import type { RequestListener } from 'node:http'

  export default class Provider {
    constructor(
      issuer: string,
      configuration: {
        clients: readonly object[]
        claims: Record<string, readonly string[]>
        conformIdTokenClaims: boolean
        cookies: { keys: readonly string[] }
        findAccount: (context: unknown, id: string) => { accountId: string; claims: () => object }
      },
    )
    callback(): RequestListener
  }
}
