'use client'

import { type ChangeEvent, useEffect, useId, useRef, useState } from 'react'
import { buttonLook } from './button'
import { useFieldControl } from './field-control'
import { Icon } from './icon'
import { ProgressBar } from './progress'

const size = (bytes: number) => (bytes < 1_048_576 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`)

export type FileInputWords = {
  choose: string
  chosen: (name: string, size: string) => string
  tooLarge: (name: string, limit: string) => string
  uploading: (percent: number) => string
}

/** On a slow machine a file can be chosen before the page's scripts listen: whoever waits for it is told once they do. */
function useEarlyChoice() {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (input.current?.files?.length) input.current.dispatchEvent(new Event('change', { bubbles: true }))
  }, [])
  return input
}

/**
 * The browser's own file input with a readable button, the chosen names, and a refusal before the upload when a file is
 * over the limit. `percent` shows an upload that is under way.
 */
export function FileInput({
  id,
  name,
  accept,
  multiple,
  maxBytes,
  percent,
  words,
}: {
  id?: string
  name?: string
  accept?: string
  multiple?: boolean
  maxBytes: number
  percent?: number
  words: FileInputWords
}) {
  const made = useId()
  const field = useFieldControl(name)
  const own = id ?? field.id ?? made
  const [files, setFiles] = useState<File[]>([])
  const input = useEarlyChoice()
  const oversized = files.find((file) => file.size > maxBytes)

  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const chosen = [...(event.target.files ?? [])]
    setFiles(chosen)
    event.target.setCustomValidity(chosen.some((file) => file.size > maxBytes) ? words.tooLarge(chosen[0]?.name ?? '', size(maxBytes)) : '')
  }

  return (
    <div className="min-w-0 grow">
      <input
        ref={input}
        type="file"
        {...field}
        id={own}
        name={name ?? field.name}
        accept={accept}
        multiple={multiple}
        onChange={choose}
        className="peer sr-only"
      />
      <label
        htmlFor={own}
        className={`${buttonLook()} peer-focus-visible:outline-2 peer-focus-visible:outline-focus peer-focus-visible:outline-offset-2`}
      >
        <Icon name="file-up" />
        {words.choose}
      </label>
      <ul className="mt-1">
        {files.map((file) => (
          <li key={file.name} className="text-ink-2 break-all">
            {words.chosen(file.name, size(file.size))}
          </li>
        ))}
      </ul>
      {oversized && (
        <p role="alert" className="text-danger font-semibold">
          {words.tooLarge(oversized.name, size(maxBytes))}
        </p>
      )}
      {percent !== undefined && <Uploading percent={percent} text={words.uploading(percent)} />}
    </div>
  )
}

const Uploading = ({ percent, text }: { percent: number; text: string }) => (
  <div role="status" className="mt-1 max-w-80">
    <ProgressBar value={percent} label={text} />
    <p className="text-ink-2">{text}</p>
  </div>
)
