/**
 * The fields of a submitted form: without the framework's own and without files (those are uploaded as they are chosen; the form
 * carries their ids), repeated names as a list. Whatever else is in it, the command refuses.
 */
export function formFields(form: FormData): Record<string, unknown> {
  const names = [...new Set(form.keys())].filter((name) => !name.startsWith('$ACTION'))
  return Object.fromEntries(
    names.flatMap((name) => {
      const values = form.getAll(name).filter((value) => typeof value === 'string')
      return values.length === 0 ? [] : [[name, values.length > 1 ? values : values[0]]]
    }),
  )
}

/** Fields called `<name>.<key>` are one, by their keys; without them it is not there. */
export function grouped(fields: Readonly<Record<string, unknown>>, name: string): Record<string, unknown> {
  const start = `${name}.`
  const own = Object.entries(fields).filter(([field]) => field.startsWith(start))
  const others = Object.fromEntries(Object.entries(fields).filter(([field]) => !field.startsWith(start)))
  if (own.length === 0) return others
  return { ...others, [name]: Object.fromEntries(own.map(([field, value]) => [field.slice(start.length), value])) }
}
