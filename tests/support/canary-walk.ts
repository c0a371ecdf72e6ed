import { marksIn } from './canary-marks'
import type { Twin } from './canary-twins'
import { textOf } from './raw-text'

/** A person who is signed in, as the walk sends their requests. */
export type Walker = { login: string; cookie: string; reads: ReadonlySet<string> }

export type Answer = { status: number; text: string; type: string }

/** One request. All of the answer is searched: the head too, where a name of a file stands in the letters of addresses. */
export async function ask(base: string, { cookie }: Pick<Walker, 'cookie'>, address: string, init: RequestInit = {}): Promise<Answer> {
  const headers = { cookie, origin: base, ...init.headers }
  const answer = await fetch(`${base}${address}`, { ...init, headers, redirect: 'manual' })
  const head = [...answer.headers].map(([name, value]) => `${name}: ${unescaped(value)}`).join('\n')
  const body = new Uint8Array(await answer.arrayBuffer())
  return { status: answer.status, text: `${head}\n${await textOf(body)}`, type: answer.headers.get('content-type') ?? '' }
}

function unescaped(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

/** The marks in a text of twins that the walker does not read, but for fields that are told to others. */
export function strayIn(text: string, { reads }: Walker, twins: readonly Twin[], told: (field: string) => boolean): string[] {
  return marksIn(text)
    .filter(({ table, column, row }) => {
      const twin = twins[Number(row)]
      return !twin || (!reads.has(twin.id) && !told(`${table}.${column}`))
    })
    .map(({ table, column, row }) => `${table}.${column}.${row}`)
}

/** Does these one after the other, several at a time. */
export async function several<T>(all: readonly T[], work: (one: T) => Promise<void>, abreast = 4): Promise<void> {
  const waiting = [...all]
  const lane = async () => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await work(one)
  }
  await Promise.all(Array.from({ length: abreast }, lane))
}
