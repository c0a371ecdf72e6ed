import type { Metadata } from 'next'
import { returnPath } from '#domain/identity/return-path'
import { loginText } from '#messages/zh/identity'
import { shellText } from '#messages/zh/shell'
import { singleSignOn } from '#server/identity/single-sign-on'
import { LoginForm } from './form'

export const metadata: Metadata = { title: loginText.title }

type Asked = { searchParams: Promise<{ callbackUrl?: string | string[]; error?: string | string[] }> }

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)

/** Never sends on whoever is signed in already: a cookie whose session is over would go round for ever. */
export default async function LoginPage({ searchParams }: Asked) {
  const { callbackUrl, error } = await searchParams
  return (
    <main className="mx-auto mt-[8vh] w-full max-w-md px-4">
      <p className="text-brand text-center text-lg font-semibold">{shellText.productLong}</p>
      <div className="bg-panel border-divider rounded-control mt-4 border px-8 py-6">
        <h1 className="mb-4 text-lg font-semibold">{loginText.title}</h1>
        <LoginForm callbackUrl={returnPath(one(callbackUrl))} error={one(error)} singleSignOn={singleSignOn()?.name ?? null} />
      </div>
      <p className="text-hint mt-4">{loginText.notice}</p>
    </main>
  )
}
