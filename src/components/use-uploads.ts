'use client'

import { type RefObject, useEffect, useRef, useState } from 'react'
import { formText } from '#messages/zh/form'
import { uploadText } from '#messages/zh/upload'
import { type HeldFile, stillThere, whenFilesAreBack } from './draft-files'
import { wordsOf } from './refusal-words'
import { type Pause, type Sent, sendFile } from './send-file'
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

/** Files on their way to the platform, one after the other, and those that are there and wait to be sent with the form. */
export function useUploads(
  field: RefObject<HTMLElement | null>,
  name: string,
  { multiple, maxBytes }: { multiple: boolean; maxBytes: number },
) {
  const [uploaded, setUploaded] = useState<readonly HeldFile[]>([])
  const [underway, setUnderway] = useState<Underway | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const { paused, pause, goOn, giveUp: endPause } = usePause()
  const sending = useRef<AbortController | null>(null)
  const line = useRef(Promise.resolve())
  const waiting = useRef(0)

  async function send(file: File) {
    sending.current = new AbortController()
    const givenUp = sending.current.signal
    const sent = await sendFile(file, uploadLine(givenUp), {
      progress: (now) => setUnderway({ name: file.name, ...now }),
      pause: (next) => pause({ ...next, name: file.name }),
      givenUp,
    })
    if (typeof sent === 'object' && 'id' in sent) {
      const arrived = { id: sent.id, name: file.name }
      setUploaded((known) => (multiple ? [...known, arrived] : [arrived]))
    } else setProblem(await wordsFor(file.name, sent))
  }

  const settled = () => {
    waiting.current -= 1
    if (waiting.current === 0) setUnderway(null)
  }

  /** After those that are still on their way. */
  function take(files: readonly File[]) {
    const fitting = files.filter((one) => one.size <= maxBytes)
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

  useEffect(() => {
    const form = field.current?.closest('form')
    return form
      ? whenFilesAreBack(form, name, async (files) => {
          const isThere = await stillThere(files)
          const gone = files.filter((file) => !isThere(file))
          const back = files.filter(isThere)
          setUploaded((known) => (multiple ? [...known, ...back.filter(({ id }) => known.every((one) => one.id !== id))] : back.slice(-1)))
          if (gone.length > 0) setProblem(uploadText.gone(gone.map((file) => file.name)))
        })
      : undefined
  }, [field, name, multiple])

  function giveUp() {
    sending.current?.abort()
    endPause()
  }

  const drop = (id: string) => setUploaded((known) => known.filter((one) => one.id !== id))
  return { uploaded, underway, paused, problem, take, drop, goOn, giveUp }
}
