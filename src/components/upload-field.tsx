'use client'

import { useRef, useState } from 'react'
import type { Refusal } from '#domain/kernel/result'
import { formText } from '#messages/zh/form'
import { uploadText } from '#messages/zh/upload'
import { wordsOf } from './refusal-words'
import { Button } from './ui/button'
import { Field } from './ui/field'
import { FileInput } from './ui/file-input'
import { Icon } from './ui/icon'

type Uploaded = { id: string; name: string }

/**
 * Uploads files as they are chosen and carries their ids in the form under `name`, separated by commas. A refused file
 * says why and leaves the others alone. Nothing is sent twice when the form is submitted again.
 */
export function UploadField({
  name,
  label,
  hint,
  accept,
  multiple = false,
  required = false,
  maxBytes = 50 * 1024 * 1024,
}: {
  name: string
  label: string
  hint?: string
  accept?: string
  multiple?: boolean
  required?: boolean
  maxBytes?: number
}) {
  const [uploaded, setUploaded] = useState<readonly Uploaded[]>([])
  const [percent, setPercent] = useState<number | undefined>(undefined)
  const [problem, setProblem] = useState<string | null>(null)
  const [waiting, setWaiting] = useState<string | null>(null)
  const chooser = useRef<HTMLDivElement>(null)

  async function take(files: readonly File[]) {
    setProblem(null)
    for (const file of files.filter((one) => one.size <= maxBytes)) {
      const outcome = await sendUntilHeard(file, setPercent, () => setWaiting(file.name))
      setWaiting(null)
      if ('id' in outcome) setUploaded((known) => (multiple ? [...known, outcome] : [outcome]))
      else setProblem(uploadText.refused(file.name, outcome.problem))
    }
    setPercent(undefined)
    const input = chooser.current?.querySelector('input')
    if (input) input.value = ''
  }

  return (
    <div
      ref={chooser}
      onChange={(event) => {
        if (event.target instanceof HTMLInputElement && event.target.type === 'file') void take([...(event.target.files ?? [])])
      }}
    >
      <input type="hidden" name={name} value={uploaded.map(({ id }) => id).join(',')} />
      <Field name={`${name}-chooser`} label={label} hint={hint} error={problem ?? undefined} required={required && uploaded.length === 0}>
        <FileInput accept={accept} multiple={multiple} maxBytes={maxBytes} percent={percent} words={formText.file} />
      </Field>
      <p role="status" className="text-danger">
        {waiting !== null && uploadText.waiting(waiting)}
      </p>
      <ul aria-label={uploadText.received} className="mt-1 space-y-1">
        {uploaded.map((file) => (
          <li key={file.id} className="flex items-center gap-2">
            <span>{uploadText.kept(file.name)}</span>
            <Button
              size="sm"
              variant="quiet"
              aria-label={uploadText.drop(file.name)}
              onClick={() => setUploaded((known) => known.filter(({ id }) => id !== file.id))}
            >
              <Icon name="x" />
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}

type Answer = Uploaded | { problem: string }

const tryAgainMs = 5_000
const giveUpMs = 30 * 60_000

/** A line that breaks in the middle is waited for, and the file goes again; the person need not choose it anew. */
async function sendUntilHeard(file: File, progress: (percent: number) => void, waiting: () => void): Promise<Answer> {
  for (const begun = performance.now(); performance.now() - begun < giveUpMs; await soonOrOnline()) {
    const answer = await send(file, progress)
    if (answer !== 'noLine') return answer
    waiting()
  }
  return { problem: uploadText.lineDown }
}

const soonOrOnline = () =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, tryAgainMs)
    window.addEventListener('online', () => resolve(clearTimeout(timer)), { once: true })
  })

/** Sends one file with its size, so that a body cut short on the way is noticed. */
function send(file: File, progress: (percent: number) => void): Promise<Answer | 'noLine'> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    const form = new FormData()
    form.set('size', String(file.size))
    form.set('file', file)
    request.upload.onprogress = (event) => progress(event.lengthComputable ? Math.round((event.loaded / event.total) * 100) : 0)
    request.onerror = () => resolve('noLine')
    request.onload = async () => resolve(await answerOf(request, file.name))
    request.open('POST', '/api/files')
    request.send(form)
  })
}

async function answerOf(request: XMLHttpRequest, name: string): Promise<Answer> {
  try {
    const answer = JSON.parse(request.responseText) as { id?: string; refusal?: Refusal } // our own route's answer
    if (answer.id) return { id: answer.id, name }
    return { problem: answer.refusal ? await wordsOf(answer.refusal) : uploadText.lineDown }
  } catch {
    return { problem: uploadText.lineDown }
  }
}
