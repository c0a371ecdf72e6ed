import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

/** Whoever comes in by a page, an action or a route is asked who they are there and then; a layout or a proxy protects nothing below it. */
const sources = readdirSync('src/app', { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /\.tsx?$/.test(path))
  // The sample of components touches no data, and is shut in production.
  .filter((path) => !path.startsWith('lookbook/'))
  .map((path) => ({ path, text: readFileSync(`src/app/${path}`, 'utf8') }))

const asksWho = /\b(requireActor|requireSession|currentSession|currentActor|receiveUpload|answerList|answerItem|answerFile)\(/

/** Open to anybody, with the reason. */
const open: Record<string, string> = {
  'api/auth/[...nextauth]/route.ts': 'signing in',
  'api/health/route.ts': 'whether the process lives',
  'api/ready/route.ts': 'whether the platform can work',
  'api/v1/openapi.json/route.ts': 'the description of the interface, no data',
  'api/foreign-origin/route.ts': 'the answer to what was posted from elsewhere',
  '(public)/login/page.tsx': 'signing in',
  '(public)/login/actions.ts': 'signing in',
  'page.tsx': 'leads to the desk',
}

/** The bodies of a file's exported functions, by name. */
function exportedFunctions(text: string): [name: string, body: string][] {
  const starts = [...text.matchAll(/^export (?:default )?(?:async function (\w+)|const (\w+) = (?:async )?\()/gm)]
  return starts.map((start, at) => [start[1] ?? start[2] ?? '', text.slice(start.index, starts[at + 1]?.index)])
}

const serverFiles = sources.filter(({ text }) => /^'use server'/m.test(text))

describe('every door', () => {
  it('by action asks who comes in, in the action itself', () => {
    expect(serverFiles.length).toBeGreaterThan(0)
    const unasked = serverFiles
      .filter(({ path }) => !(path in open))
      .flatMap(({ path, text }) =>
        exportedFunctions(text)
          .filter(([, body]) => !asksWho.test(body) && !callsAsking(text, body))
          .map(([name]) => `${path}: ${name}`),
      )
    expect(unasked).toEqual([])
  })

  it('by route or page asks who comes in', () => {
    const doors = sources.filter(({ path }) => /(^|\/)(route|page)\.tsx?$/.test(path))
    expect(doors.length).toBeGreaterThan(0)
    expect(doors.filter(({ path, text }) => !(path in open) && !asksWho.test(text)).map(({ path }) => path)).toEqual([])
  })

  it('that stands open is still there', () => {
    const paths = new Set(sources.map(({ path }) => path))
    expect(Object.keys(open).filter((path) => path !== 'page.tsx' && !paths.has(path))).toEqual([])
  })

  it('has no proxy file: what a proxy decides can be walked around', () => {
    expect(readdirSync('src').filter((name) => /^(proxy|middleware)\./.test(name))).toEqual([])
  })
})

/** An action may hand on to a helper of its own file that asks. */
function callsAsking(text: string, body: string): boolean {
  const helpers = [...text.matchAll(/^(?:async )?(?:function|const) (\w+)/gm)].map((match) => match[1] ?? '')
  return helpers.some(
    (name) =>
      new RegExp(`\\b${name}\\(`).test(body) &&
      asksWho.test(text.slice(text.search(new RegExp(`^(?:async )?(?:function|const) ${name}\\b`, 'm')))),
  )
}
