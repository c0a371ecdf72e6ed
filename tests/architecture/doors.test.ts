import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

/** Whoever comes in by a page, an action or a route is asked who they are there and then; a layout or a proxy protects nothing below it. */
const sources = readdirSync('src/app', { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /\.tsx?$/.test(path))
  // The sample of components touches no data, and is shut in production.
  .filter((path) => !path.startsWith('lookbook/'))
  .map((path) => ({ path, text: readFileSync(`src/app/${path}`, 'utf8') }))

const asksWho =
  /\b(requireActor|requireSession|currentSession|signedIn|currentActor|receiveUpload|receivePart|receiveJson|answerList|answerItem|answerFile|answerImage|answerPages|answerPaper|answerBillCheck)\(/

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

type Declaration = { name: string; exported: boolean; body: string }

/** What a file declares at its top, each with the text that is its own: up to the next declaration, and no further. */
function declarations(text: string): Declaration[] {
  const starts = [...text.matchAll(/^(export )?(?:default )?(?:async )?(function|const|let|type|interface|class) ?\*? ?(\w*)/gm)]
  return starts.map((start, at) => ({
    name: start[3] ?? '',
    exported: start[1] !== undefined && start[2] !== 'type' && start[2] !== 'interface',
    body: text.slice(start.index, starts[at + 1]?.index),
  }))
}

const calls = (body: string, name: string) => name !== '' && new RegExp(`\\b${name}\\(`).test(body)

/** The exported functions of a file that neither ask who comes in nor hand on to a function of the same file that asks. */
function unaskedIn(text: string): string[] {
  const all = declarations(text)
  const asking = all.filter(({ body }) => asksWho.test(body))
  return all
    .filter(({ exported, body }) => exported && !asksWho.test(body))
    .filter(({ body, name }) => !asking.some((other) => other.name !== name && calls(body, other.name)))
    .map(({ name }) => name)
}

const serverFiles = sources.filter(({ text }) => /^'use server'/m.test(text))

describe('every door', () => {
  it('by action asks who comes in, in the action itself', () => {
    expect(serverFiles.length).toBeGreaterThan(0)
    const unasked = serverFiles
      .filter(({ path }) => !(path in open))
      .flatMap(({ path, text }) => unaskedIn(text).map((name) => `${path}: ${name}`))
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

describe('an action that asks nobody', () => {
  const asking = 'async function asked(form: FormData) {\n  return fileCase(await requireActor(), form)\n}\n'
  const open = 'export async function remove(form: FormData) {\n  return removeCase(form)\n}\n'
  const handing = 'export async function file(form: FormData) {\n  return asked(form)\n}\n'
  const tidy = 'const tidy = (form: FormData) => form\n'

  it('is seen, whoever asks above or below it', () => {
    expect(unaskedIn(open + asking)).toEqual(['remove'])
    expect(unaskedIn(asking + open)).toEqual(['remove'])
    expect(unaskedIn(open + handing + asking)).toEqual(['remove'])
  })

  it('is seen when the function that it hands on to asks nobody either', () => {
    expect(unaskedIn(`${open.replace('removeCase', 'tidy')}${tidy}${asking}`)).toEqual(['remove'])
    expect(unaskedIn(handing + asking)).toEqual([])
  })
})
