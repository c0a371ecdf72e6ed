import { readdirSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

const generated = 'src/platform/prisma/'

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((path) => `src/${path}`)
  .filter((path) => !path.startsWith(generated))

const sources = files
  .filter((path) => /\.(tsx?|mjs)$/.test(path) && !/\.test\.tsx?$/.test(path))
  .map((path) => ({ path, text: readFileSync(path, 'utf8') }))

/** Layers whose matter is Chinese text: screen sentences, official documents, names and vocabulary of the law. */
const speaksChinese = ['src/messages/', 'src/documents/', 'src/domain/', 'src/screening/', 'src/setup/']

/** Single files below the sentences of the screen that give a name to what came without one; the name is stored as data. */
const namesTheNameless = new Set(['src/platform/reading/html-grid.ts', 'src/server/file/store-file.ts'])

const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[\s;{(,])\/\/.*$/gm, '$1')

const tests = ['src', 'tests', 'prisma/seed']
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`))
  .filter((path) => /\.tsx?$/.test(path) && (!path.startsWith('src/') || /\.test\.tsx?$/.test(path)))
  .map((path) => ({ path, text: readFileSync(path, 'utf8') }))

const lines = (text: string) => text.trimEnd().split('\n').length

/** Functions from before the rule, by file, with the length that each has at most. */
const longer: Readonly<Record<string, number>> = {
  'src/components/command-form.tsx': 111,
  'src/components/data-table.tsx': 125,
  'src/components/table-view.tsx': 72,
  'src/app/lookbook/charts/page.tsx': 75,
}

type LongFunction = { path: string; at: number; lines: number }

/** The functions of a file that are longer than a screen and a half. Type-checked files only: the set-up's own scripts are read as a whole. */
function longFunctions({ path, text }: { path: string; text: string }): LongFunction[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const lineAt = (position: number) => file.getLineAndCharacterOfPosition(position).line
  const found: LongFunction[] = []
  const visit = (node: ts.Node): void => {
    const length = lineAt(node.end) - lineAt(node.getStart(file)) + 1
    if (ts.isFunctionLike(node) && 'body' in node && node.body && length > 70)
      found.push({ path, at: lineAt(node.getStart(file)) + 1, lines: length })
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

describe('length', () => {
  it('of files, tests among them, is within 300 lines', () => {
    expect(tests.length).toBeGreaterThan(150)
    expect([...sources, ...tests].filter(({ text }) => lines(text) > 300).map(({ path }) => path)).toEqual([])
  })

  it('of functions is within 70 lines, but for those that were longer before the rule and may only get shorter', () => {
    const long = sources.flatMap(longFunctions)
    expect(long.filter(({ path, lines }) => lines > (longer[path] ?? 70))).toEqual([])
    expect(Object.keys(longer).filter((path) => !long.some((one) => one.path === path))).toEqual([])
    expect(longFunctions({ path: 'long.ts', text: `const long = () => {\n${'  f()\n'.repeat(69)}}\n` })).toEqual([
      { path: 'long.ts', at: 1, lines: 71 },
    ])
  }, 60_000)
})

it('gives no file or folder a name that says nothing', () => {
  expect(files.filter((path) => /(^|\/)(utils?|helpers?|misc|common|shared|lib|manager|service)(\.|\/|$)/.test(path))).toEqual([])
})

it('has no barrels', () => {
  expect(files.filter((path) => /(^|\/)index\.tsx?$/.test(path))).toEqual([])
})

it('gives every table one writer', () => {
  const writers = new Map<string, Set<string>>()
  for (const { path, text } of sources) {
    for (const [, model] of text.matchAll(/\b(?:tx|prisma)\.(\w+)\.(?:create|update|upsert|delete)\w*\(/g)) {
      const area = path.split('/').slice(0, 3).join('/').replace(/\.ts$/, '')
      writers.set(model!, (writers.get(model!) ?? new Set()).add(area))
    }
  }
  expect([...writers].filter(([, areas]) => areas.size > 1).map(([model, areas]) => `${model}: ${[...areas].sort().join(', ')}`)).toEqual(
    [],
  )
})

it('reads the time in one place', () => {
  const readers = sources
    .filter(({ path }) => /^src\/(domain|server|documents|screening|jobs)\//.test(path))
    .filter(({ text }) => /new Date\(\)|Date\.now\(\)/.test(withoutComments(text)))
  expect(readers.map(({ path }) => path)).toEqual([])
})

it('keeps every sentence of the screen in src/messages', () => {
  const speaking = sources
    .filter(({ path }) => !speaksChinese.some((layer) => path.startsWith(layer)) && !namesTheNameless.has(path))
    .filter(({ text }) => /\p{Script=Han}/u.test(withoutComments(text)))
  expect(speaking.map(({ path }) => path)).toEqual([])
})

it('is free of `any` in disguise and of unexplained suppressions', () => {
  const loose = sources
    .filter(({ path }) => !path.endsWith('.mjs'))
    .filter(({ text }) => /@ts-ignore|@ts-nocheck|as unknown as any|: any\b/.test(withoutComments(text)))
  expect(loose.map(({ path }) => path)).toEqual([])
})

/** What is outside cannot be rolled back: it is reached by a job that the transaction planned. Asking and answering over http is Next's. */
const reachesOut = /\bfetch\(|^import (?!type).*'(node:(https?|http2|net|tls|dgram|child_process)|nodemailer|undici|ws)'/m

it('lets nothing leave the platform from within a command', () => {
  const leaving = sources.filter(({ path, text }) => path.startsWith('src/server/') && reachesOut.test(withoutComments(text)))
  expect(leaving.map(({ path }) => path)).toEqual(['src/server/file/read-apart.ts', 'src/server/screening/apart.ts'])
  expect(
    ["fetch('https://x')", "import { request } from 'node:https'", "import type { Server } from 'node:http'"].map((text) =>
      reachesOut.test(text),
    ),
  ).toEqual([true, true, false])
})
