/** A form's files that are uploaded but not sent with it yet: part of its draft, by id and name. */
export type HeldFile = { id: string; name: string }

const putBack = 'qy-files-back'

export const asText = ({ id, name }: HeldFile): string => `${id} ${name}`

export function heldFileOf(text: string): HeldFile | null {
  const [, id, name] = /^([0-9a-f-]{36}) (.+)$/s.exec(text) ?? []
  return id && name ? { id, name } : null
}

/** One that was being finished when nothing more was heard: by the upload's id. Older pages leave it alone. */
export const asUnheard = (upload: HeldFile): string => `+${asText(upload)}`
export const unheardFileOf = (text: string): HeldFile | null => (text.startsWith('+') ? heldFileOf(text.slice(1)) : null)

type Values = Readonly<Record<string, readonly string[]>>

/** The files that the fields of a form hold, by field. A field says so by inputs without a name, which are never sent. */
export const heldFilesOf = (form: HTMLFormElement): [field: string, text: string][] =>
  [...form.querySelectorAll<HTMLInputElement>('input[data-held-file]')].map((input) => [input.dataset.heldFile ?? '', input.value])

/** Tells the fields of a form what a draft held. */
export const putFilesBack = (form: HTMLFormElement, values: Values) => form.dispatchEvent(new CustomEvent(putBack, { detail: values }))

/** Hears what a draft held for the field of that name. */
export function whenFilesAreBack(form: HTMLFormElement, name: string, take: (files: HeldFile[], unheard: HeldFile[]) => void): () => void {
  const hear = (event: Event) => {
    const values = (event as CustomEvent<Values>).detail // sent by `putFilesBack` alone
    const files = (values[name] ?? []).flatMap((text) => heldFileOf(text) ?? [])
    const unheard = (values[name] ?? []).flatMap((text) => unheardFileOf(text) ?? [])
    if (files.length + unheard.length > 0) take(files, unheard)
  }
  form.addEventListener(putBack, hear)
  return () => form.removeEventListener(putBack, hear)
}

/** Those that the person can still read. Where nobody answers, all of them: the command that takes them asks again. */
export async function stillThere(files: readonly HeldFile[]): Promise<(file: HeldFile) => boolean> {
  try {
    const asked = new URLSearchParams(files.map(({ id }) => ['id', id]))
    const answer: { files: { id: string }[] } = await (await fetch(`/api/files/names?${asked}`)).json() // our own route
    const known = new Set(answer.files.map(({ id }) => id))
    return ({ id }) => known.has(id)
  } catch {
    return () => true
  }
}
