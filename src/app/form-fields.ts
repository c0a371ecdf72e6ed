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
