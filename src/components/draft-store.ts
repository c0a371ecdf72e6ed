/** What a form held, when: kept on this machine until it is submitted. */
export type Draft = { savedAt: number; values: Record<string, string[]> }

const prefix = 'qy-draft:'
const keptMs = 7 * 86_400_000

/** What this module uses of the browser's storage. */
export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

/** A machine is shared, a draft is not: its place has the person's id in it. */
const placeOf = (owner: string, form: string) => `${prefix}${owner}:${form}`

export function readDraft(storage: DraftStorage, owner: string, form: string, now: number): Draft | null {
  const draft = JSON.parse(storage.getItem(placeOf(owner, form)) ?? 'null')
  return draft && draft.savedAt > now - keptMs ? draft : null
}

export const writeDraft = (storage: DraftStorage, owner: string, form: string, draft: Draft) =>
  storage.setItem(placeOf(owner, form), JSON.stringify(draft))

export const removeDraft = (storage: DraftStorage, owner: string, form: string) => storage.removeItem(placeOf(owner, form))

/** Somebody works at this machine now: what others left in its forms goes, and what is too old to be offered again. */
export function keepDraftsOf(storage: DraftStorage, owner: string, now: number): void {
  const places = Array.from({ length: storage.length }, (_, at) => storage.key(at)).filter((place) => place?.startsWith(prefix))
  for (const place of places) {
    if (place === null || place === undefined) continue
    const own = place.startsWith(`${prefix}${owner}:`)
    if (!own || readDraft(storage, owner, place.slice(`${prefix}${owner}:`.length), now) === null) storage.removeItem(place)
  }
}
