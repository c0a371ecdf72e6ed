import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

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

it('keeps files within 300 lines', () => {
  expect(sources.filter(({ text }) => text.trimEnd().split('\n').length > 300).map(({ path }) => path)).toEqual([])
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
