import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { notAsked } from '../fixtures/asked/not-asked'

/** Who may see what is walked through every query there is: one that no walk asks would prove nothing. */
const files = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))

/** Exported functions with their parameters, as they are written: `function f(…)`, or `const f = (…) =>`. */
const exported = /^export (?:async function|function|const) (\w+)[^\n(]*?(?:=\s*(?:async\s*)?)?(?:<[^(]*?>)?\(([^)]*)\)?/gm

/** Handed a transaction or a connection, it is part of what opened that. */
const isPart = (parameters: string) => /^\s*(tx: Tx|client: \w+|\{ tx, actor \})/.test(parameters)

function takingAPerson(text: string): string[] {
  return [...text.matchAll(exported)]
    .filter(([, , parameters = '']) => /\bActor\b/.test(parameters) && !isPart(parameters))
    .map(([, name = '']) => name)
}

/** Commands are asked where they answer with what they found. */
const commandsOf = (text: string): string[] => [...text.matchAll(/^export const (\w+) = (?:\w+C|c)ommand\(/gm)].map(([, name = '']) => name)

const found = (read: (text: string) => string[]) =>
  files('src/server').flatMap((path) =>
    read(readFileSync(`src/server/${path}`, 'utf8')).map((name) => `${path.replace(/\.ts$/, '')}#${name}`),
  )
const taking = found(takingAPerson)
/** What opens no query of its own shows what another has read. */
const reading = found((text) => (/\b(?:query|\w+Query)[(<]/.test(text) ? takingAPerson(text) : []))
const asked = files('tests/fixtures/asked')
  .filter((path) => path.startsWith('of-'))
  .flatMap((path) => [...readFileSync(`tests/fixtures/asked/${path}`, 'utf8').matchAll(/^ {2}'([\w/-]+#\w+)/gm)].map(([, key = '']) => key))

describe('every query that takes a person', () => {
  it('is asked on behalf of everybody, or it is written down why not', () => {
    expect(reading.length).toBeGreaterThan(150)
    const missing = reading.filter((name) => !asked.includes(name) && !notAsked.has(name))
    expect(missing, 'to be put into tests/fixtures/asked').toEqual([])
  })

  it('is asked only if it is still there', () => {
    const there = new Set([...taking, ...found(commandsOf)])
    expect([...asked, ...notAsked].filter((name) => !there.has(name))).toEqual([])
  })

  it('is seen however it is written', () => {
    expect(takingAPerson('export const getCase = (\n  actor: Actor,\n  id: string,\n) => query(actor, read)\n')).toEqual(['getCase'])
    expect(takingAPerson('export async function listOf<T>(actor: Actor): Promise<T> {\n')).toEqual(['listOf'])
    expect(takingAPerson('export const rowsOf = (tx: Tx, actor: Actor) => tx.lead.findMany()\n')).toEqual([])
  })
})
