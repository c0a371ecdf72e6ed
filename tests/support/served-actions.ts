import { readFileSync } from 'node:fs'
import { built } from './served-doors'

/** An action that the build lists: where it is posted to, and what it is handed. */
export type ServedAction = { id: string; name: string; path: string; takes: readonly ('nothing' | 'form' | 'object' | 'word')[] }

type Listed = { workers: Record<string, unknown>; filename: string; exportedName: string }

/** What a parameter of an action is, by how it is written. */
function taken(parameter: string): ServedAction['takes'][number] {
  if (/FormData/.test(parameter)) return 'form'
  if (/^_/.test(parameter.trim())) return 'nothing'
  return /\{|Record</.test(parameter) ? 'object' : 'word'
}

/** Splits at the commas that stand outside of brackets. */
function parametersOf(text: string): string[] {
  const parts: string[] = ['']
  let depth = 0
  for (const letter of text) {
    if ('<{[('.includes(letter)) depth += 1
    if ('>}])'.includes(letter)) depth -= 1
    if (letter === ',' && depth === 0) parts.push('')
    else parts[parts.length - 1] += letter
  }
  return parts.filter((part) => part.trim() !== '')
}

/** Every action but those of one's own account and of signing in. */
export function servedActions(): ServedAction[] {
  const { node }: { node: Record<string, Listed> } = JSON.parse(readFileSync(`${built}/server/server-reference-manifest.json`, 'utf8'))
  const routes: Record<string, string> = JSON.parse(readFileSync(`${built}/app-path-routes-manifest.json`, 'utf8'))
  return Object.entries(node)
    .filter(([, { filename }]) => !/\((account|public)\)/.test(filename))
    .flatMap(([id, { workers, filename, exportedName }]) => {
      const text = readFileSync(filename, 'utf8')
      const found = new RegExp(`^export async function ${exportedName}\\(([\\s\\S]*?)\\)(?::[^{]*)? \\{`, 'm').exec(text)
      const page = Object.keys(workers)[0]?.replace(/^app/, '') ?? ''
      if (exportedName === 'switchPost' || !found) return []
      return [
        {
          id,
          name: `${filename.replace(/^src\/app\//, '')} ${exportedName}`,
          path: routes[page] ?? '/desk',
          takes: parametersOf(found[1] ?? '').map(taken),
        },
      ]
    })
}

/** The body of a call as a page of ours sends it: a form or an object with these fields, wherever the action takes one. */
export function bodyOf({ takes }: ServedAction, fields: Readonly<Record<string, string>>): FormData {
  const body = new FormData()
  if (takes.includes('form')) for (const [name, value] of Object.entries(fields)) body.append(`_1_${name}`, value)
  const ids = Object.values(fields)
  const handed = takes.map((kind) => (kind === 'form' ? '$K1' : kind === 'object' ? fields : kind === 'word' ? (ids[0] ?? '') : null))
  body.append('0', JSON.stringify(handed))
  return body
}

/** What an action answered: its refusal, if it gave one, and the fields that this names. */
export function refusalIn(text: string): { code: string | null; fields: string[] } {
  const code = /"code":"(\w+)"/.exec(text)?.[1] ?? null
  const fields = /"fields":\[([^\]]*)\]/.exec(text)?.[1] ?? ''
  return { code, fields: [...fields.matchAll(/"([\w.]+)"/g)].map(([, name = '']) => name) }
}
