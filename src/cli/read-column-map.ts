import { readingText } from '#messages/zh/reading'
import { BadInput } from './command'

/**
 * `column=field,…` as a mapping by hand; a field `extra` keeps a column out of every field. A heading may hold commas
 * and equal signs: an entry ends at a comma only after a known field.
 */
export function readColumnMap<Field extends string>(
  text: string | undefined,
  fields: readonly Field[],
  otherNames: Readonly<Record<string, Field>> = {},
): Map<string, Field | null> {
  const given = new Map<string, Field | null>()
  let column = ''
  for (const part of (text ?? '').split(/[,\uFF0C]/)) {
    const whole = column === '' ? part : `${column},${part}`
    const equals = whole.lastIndexOf('=')
    const name = whole.slice(equals + 1).trim()
    const field = fields.find((known) => known === name) ?? otherNames[name]
    if (equals > 0 && (field || name === 'extra')) {
      given.set(whole.slice(0, equals).trim(), field ?? null)
      column = ''
    } else column = whole
  }
  if (column.trim() !== '') {
    const field = column.slice(column.lastIndexOf('=') + 1).trim()
    throw new BadInput(readingText({ code: 'E-IMP-09', detail: { field, fields: [...fields, 'extra'].join(', ') } }))
  }
  return given
}
