'use client'

import { type RefObject, useEffect, useRef, useState } from 'react'
import { formText } from '#messages/zh/form'
import { uploadText } from '#messages/zh/upload'
import { type HeldFile, stillThere, whenFilesAreBack } from './draft-files'
import { wordsOf } from './refusal-words'
import { finishUnheard, type Pause, type Sent, sendFile } from './send-file'
import { uploadLine } from './upload-line'

type Underway = { name: string; percent: number; reading: boolean; from: number }
export type Paused = Pause & { name: string }

/** What to say of a file that did not arrive. */
async function wordsFor(name: string, sent: Exclude<Sent, { id: string }>): Promise<string> {
  if (sent === 'givenUp') return uploadText.givenUp(name)
  if (sent === 'unreadable') return uploadText.unreadable(name)
  return uploadText.refused(name, await wordsOf(sent.refusal))
}

/** Waits with the seconds counted down, until they are over, the line is back, or the person says something. */
function usePause() {
  const [paused, setPaused] = useState<Paused | null>(null)
  const settle = useRef<((goOn: boolean) => void) | undefined>(undefined)
  const left = useRef(false)
  const pause = (next: Paused) =>
    new Promise<boolean>((resolve) => {
      if (left.current) return resolve(false)
      const until = performance.now() + next.seconds * 1_000
      const tick = setInterval(() => {
        const seconds = Math.ceil((until - performance.now()) / 1_000)
        if (seconds <= 0) end(true)
        else setPaused({ ...next, seconds })
      }, 1_000)
      const online = () => end(true)
      const end = (goOn: boolean) => {
        clearInterval(tick)
        window.removeEventListener('online', online)
        settle.current = undefined
        setPaused(null)
        resolve(goOn)
      }
      settle.current = end
      window.addEventListener('online', online)
      setPaused(next)
    })
  useEffect(() => {
    left.current = false
    return () => {
      left.current = true
      settle.current?.(false)
    }
  }, [])
  return { paused, pause, goOn: () => settle.current?.(true), giveUp: () => settle.current?.(false) }
}

/** What a draft held, with what has become of those that were being finished when the page was lost. */
async function heardOf(held: readonly HeldFile[], unheard: readonly HeldFile[]): Promise<{ files: HeldFile[]; unsent: HeldFile[] }> {
  const line = uploadLine(new AbortController().signal)
  const asked = await Promise.all(unheard.map(async ({ id, name }) => ({ id: await finishUnheard(id, line), name })))
  const found = asked.flatMap(({ id, name }) => (id === null ? [] : [{ id, name }]))
  return { files: [...held, ...found], unsent: unheard.filter((_one, at) => asked[at]?.id === null) }
}

/** Takes what a draft held for the field, as far as it is there, and says of the rest why it is not. */
function useFilesBack(
  field: RefObject<HTMLElement | null>,
  name: string,
  take: (files: readonly HeldFile[]) => void,
  say: (problem: string) => void,
) {
  const now = useRef({ take, say })
  useEffect(() => {
    now.current = { take, say }
  })
  useEffect(() => {
    const form = field.current?.closest('form')
    return form
      ? whenFilesAreBack(form, name, async (held, unheard) => {
          const { files, unsent } = await heardOf(held, unheard)
          const isThere = await stillThere(files)
          const gone = files.filter((file) => !isThere(file))
          const back = files.filter(isThere)
          if (back.length > 0) now.current.take(back)
          if (gone.length > 0) now.current.say(uploadText.gone(gone.map((file) => file.name)))
          else if (unsent[0]) now.current.say(uploadText.givenUp(unsent[0].name))
        })
      : undefined
  }, [field, name])
}

/** Files on their way to the platform, one after the other, and those that are there and wait to be sent with the form. */
export function useUploads(
  field: RefObject<HTMLElement | null>,
  name: string,
  { multiple, maxBytes }: { multiple: boolean; maxBytes: number },
) {
  const [uploaded, setUploaded] = useState<readonly HeldFile[]>([])
  const [underway, setUnderway] = useState<Underway | null>(null)
  const [unheard, setUnheard] = useState<HeldFile | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const { paused, pause, goOn, giveUp: endPause } = usePause()
  const sending = useRef<AbortController | null>(null)
  const line = useRef(Promise.resolve())
  const waiting = useRef(0)
  const heardOfFile = useRef(new WeakSet<File>())

  async function send(file: File) {
    sending.current = new AbortController()
    const givenUp = sending.current.signal
    const sent = await sendFile(file, uploadLine(givenUp), {
      progress: (now) => setUnderway({ name: file.name, ...now }),
      pause: (next) => pause({ ...next, name: file.name }),
      finishing: (id) => setUnheard({ id, name: file.name }),
      givenUp,
    })
    setUnheard(null)
    if (typeof sent === 'object' && 'id' in sent) {
      const arrived = { id: sent.id, name: file.name }
      setUploaded((known) => (multiple ? [...known, arrived] : [arrived]))
    } else setProblem(await wordsFor(file.name, sent))
  }

  const settled = () => {
    waiting.current -= 1
    if (waiting.current === 0) setUnderway(null)
  }

  /** After those that are still on their way. A choice that is told twice is one choice. */
  function take(files: readonly File[]) {
    const fitting = files.filter((one) => one.size <= maxBytes && !heardOfFile.current.has(one))
    for (const one of fitting) heardOfFile.current.add(one)
    if (waiting.current === 0 && fitting[0]) {
      setProblem(null)
      setUnderway({ name: fitting[0].name, percent: 0, reading: false, from: 0 })
    }
    waiting.current += fitting.length
    const fault = () => setProblem(formText.fault)
    for (const file of fitting)
      line.current = line.current
        .then(() => send(file))
        .catch(fault)
        .then(settled)
  }

  useFilesBack(
    field,
    name,
    (back) => {
      setUploaded((known) => (multiple ? [...known, ...back.filter(({ id }) => known.every((one) => one.id !== id))] : back.slice(-1)))
    },
    setProblem,
  )

  function giveUp() {
    sending.current?.abort()
    endPause()
  }

  const drop = (id: string) => setUploaded((known) => known.filter((one) => one.id !== id))
  return { uploaded, unheard, underway, paused, problem, take, drop, goOn, giveUp }
}
