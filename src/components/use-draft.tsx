'use client'

import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { heldFilesOf, putFilesBack } from './draft-files'
import { useDraftOwner } from './draft-owner'
import { type Draft, readDraft, removeDraft, writeDraft } from './draft-store'

export type { Draft }

/** A second place for a draft, kept by the server, so that it can be gone on with at another machine. */
export type KeptDraft = { found: Draft | null; save(values: Draft['values']): Promise<void>; drop(): Promise<void> }

const quietMs = 800
const remoteMs = 5000
const unkept = new Set(['hidden', 'password', 'file', 'submit', 'button'])

type FormControl = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

const isControl = (element: Element): element is FormControl =>
  (element instanceof HTMLInputElement || element instanceof HTMLSelectElement || element instanceof HTMLTextAreaElement) &&
  element.name !== '' &&
  !unkept.has(element.type) &&
  element.dataset.undrafted === undefined

const isTick = (control: FormControl): control is HTMLInputElement => control.type === 'checkbox' || control.type === 'radio'

const controlsOf = (form: HTMLFormElement) => [...form.elements].filter(isControl)

/** What the person has put into the form: by field, in order, ticks by their value, uploaded files by id and name. */
export function valuesOf(form: HTMLFormElement): Record<string, string[]> {
  const values: Record<string, string[]> = {}
  for (const control of controlsOf(form)) {
    const held = values[control.name] ?? []
    values[control.name] = isTick(control) && !control.checked ? held : [...held, control.value]
  }
  for (const [field, file] of heldFilesOf(form)) values[field] = [...(values[field] ?? []), file]
  return values
}

/** Puts values into a form that is already on screen. Fields that are not named are left alone. */
export function fill(form: HTMLFormElement, values: Readonly<Record<string, readonly string[]>>) {
  const used: Record<string, number> = {}
  for (const control of controlsOf(form)) {
    const given = values[control.name]
    if (!given) continue
    if (isTick(control)) {
      control.checked = given.includes(control.value)
    } else {
      const place = used[control.name] ?? 0
      used[control.name] = place + 1
      control.value = given[place] ?? ''
    }
  }
  putFilesBack(form, values)
  form.dispatchEvent(new Event('input', { bubbles: true }))
}

function read(owner: string, key: string): Draft | null {
  try {
    return readDraft(localStorage, owner, key, Date.now())
  } catch {
    return null // no storage, no draft
  }
}

const newerOf = (one: Draft | null, other: Draft | null) => (!one || (other && other.savedAt > one.savedAt) ? other : one)

const differs = (draft: Draft, form: HTMLFormElement) => JSON.stringify(draft.values) !== JSON.stringify(valuesOf(form))

const awaited = 'qy-restore'

/** Loads the page anew, for it to put back into the form what is there now. */
function loadAnew(key: string | undefined, save: () => void): void {
  save()
  if (key) sessionStorage.setItem(awaited, key)
  location.reload()
}

/** Lets the form of that key begin with values that were worked out elsewhere in this browser. */
export function handOver(owner: string, key: string, values: Draft['values']): void {
  try {
    writeDraft(localStorage, owner, key, { savedAt: Date.now(), values })
    sessionStorage.setItem(awaited, key)
  } catch {
    // no storage: the form begins empty
  }
}

/** Puts a draft back without asking, where the page was loaded anew for its sake. */
function putBack(key: string | undefined, draft: Draft, form: HTMLFormElement): boolean {
  try {
    if (!key || sessionStorage.getItem(awaited) !== key) return false
    sessionStorage.removeItem(awaited)
  } catch {
    return false // no storage, nothing was awaited
  }
  fill(form, draft.values)
  return true
}

/** Keeps what is typed, offers it again after a crash or a lost session, and lets it go once it is submitted. */
export function useDraft(key: string | undefined, form: RefObject<HTMLFormElement | null>, kept?: KeptDraft) {
  const owner = useDraftOwner()
  const [found, setFound] = useState<Draft | null>(null)
  const [savedAt, setSavedAt] = useState<number | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const remote = useRef<ReturnType<typeof setTimeout>>(undefined)
  const latest = useRef(kept)
  useEffect(() => {
    latest.current = kept
  })

  useEffect(() => {
    const draft = key ? newerOf(owner ? read(owner, key) : null, latest.current?.found ?? null) : null
    if (draft && form.current && differs(draft, form.current) && !putBack(key, draft, form.current)) setFound(draft)
    return () => {
      clearTimeout(timer.current)
      clearTimeout(remote.current)
    }
  }, [owner, key, form])

  const save = useCallback(() => {
    if (!owner || !key || !form.current) return
    const draft: Draft = { savedAt: Date.now(), values: valuesOf(form.current) }
    try {
      writeDraft(localStorage, owner, key, draft)
      setSavedAt(draft.savedAt)
    } catch {
      // the form itself still holds it
    }
  }, [owner, key, form])

  /** On its way to the server: whoever takes it there drops the server's copy. */
  const sent = useCallback(() => {
    clearTimeout(timer.current)
    clearTimeout(remote.current)
    remote.current = undefined
    if (owner && key) removeDraft(localStorage, owner, key)
    setFound(null)
    setSavedAt(null)
  }, [owner, key])

  const discard = () => {
    sent()
    latest.current?.drop().catch(() => undefined)
  }

  const saveRemotely = () => {
    remote.current = undefined
    // The copy on this machine stands whether or not the server has taken its own.
    if (form.current) latest.current?.save(valuesOf(form.current)).catch(() => undefined)
  }

  const typed = () => {
    clearTimeout(timer.current)
    timer.current = setTimeout(save, quietMs)
    if (latest.current) remote.current ??= setTimeout(saveRemotely, remoteMs)
  }

  const restore = () => {
    if (found && form.current) fill(form.current, found.values)
    setFound(null)
  }

  const reload = () => loadAnew(key, save)
  return { found, savedAt, typed, save, sent, discard, restore, reload }
}
