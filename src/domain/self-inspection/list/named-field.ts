/** A field (领域) as data: its name, and the other names that lists and plans use for it. */
export type KnownField = { id: string; name: string; aliases: readonly string[] }

/** Names under which lists put what concerns every department. */
const everywhere = /^(通用|综合|公共|共性|全部|其他通用|各领域通用|综合管理)$/

/** As names of fields are compared: without 领域, 专业, 科 and the like at the end, and without blanks. */
export const comparedField = (name: string): string =>
  name
    .replace(/\s+/g, '')
    .replace(/^[（(]?[一二三四五六七八九十]+[)）]?[、.．]/, '')
    .replace(/(重点)?(领域|专业|板块|类)$/, '')

export type NamedField = { fieldId: string | null; fieldName: string }

/** The field that a list means. A name that no field has is kept as it is written, to be assigned. */
export function namedField(name: string | null, fields: readonly KnownField[]): NamedField {
  const compared = comparedField(name ?? '')
  if (compared === '' || everywhere.test(compared)) return { fieldId: null, fieldName: '' }
  const shorter = compared.replace(/科$/, '')
  const isIt = (known: string) =>
    [compared, shorter].some((word) => word === comparedField(known) || word === comparedField(known).replace(/科$/, ''))
  const field = fields.find((one) => isIt(one.name)) ?? fields.find((one) => one.aliases.some(isIt))
  return field ? { fieldId: field.id, fieldName: '' } : { fieldId: null, fieldName: compared }
}
