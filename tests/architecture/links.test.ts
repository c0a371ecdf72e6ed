import { readdirSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

const under = (folder: string, ending: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(ending))
    .map((path) => `${folder}/${path}`)

/** The addresses that answer with a file or with data: those of the route handlers, each variable part as one. */
const served = under('src/app', 'route.ts').map((path) => {
  const parts = path
    .replace(/^src\/app\//, '')
    .replace(/\/route\.ts$/, '')
    .split('/')
  const pattern = parts
    .filter((part) => !part.startsWith('('))
    .map((part) => (part.startsWith('[') ? '[^/]+' : part.replaceAll('.', '\\.')))
  return new RegExp(`^/${pattern.join('/')}$`)
})

/** What an address says as it is written, each inserted value as one part; `null` where it is made elsewhere. */
function written(value: ts.JsxAttributeValue | undefined): string | null {
  const inner = value && ts.isJsxExpression(value) ? value.expression : value
  if (!inner) return null
  if (ts.isStringLiteralLike(inner)) return inner.text
  if (!ts.isTemplateExpression(inner)) return null
  return inner.head.text + inner.templateSpans.map(({ literal }) => `x${literal.text}`).join('')
}

function linksOf(path: string): { element: string; address: string }[] {
  const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX)
  const found: { element: string; address: string }[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isJsxOpeningElement(node) || ts.isJsxSelfClosingElement(node))
      for (const attribute of node.attributes.properties) {
        if (!ts.isJsxAttribute(attribute) || attribute.name.getText(file) !== 'href') continue
        const address = written(attribute.initializer)
        if (address !== null) found.push({ element: node.tagName.getText(file), address: address.replace(/[?#].*$/, '') })
      }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

describe('a link of the router', () => {
  const links = [...under('src/app', '.tsx'), ...under('src/components', '.tsx')].flatMap((path) =>
    linksOf(path).map((link) => ({ path, ...link })),
  )
  const isServed = (address: string) => served.some((pattern) => pattern.test(address))

  it('never leads to a file: the router would take its address for the page’s own', () => {
    expect(links.length).toBeGreaterThan(100)
    expect(links.filter(({ element, address }) => /^(Link|ButtonLink)$/.test(element) && isServed(address))).toEqual([])
  })

  it('is told from a download by the addresses as they are written', () => {
    expect(links.filter(({ element, address }) => element === 'DownloadLink' && isServed(address)).length).toBeGreaterThan(1)
  })
})
