'use client'

import { useEffect, useLayoutEffect, useRef } from 'react'
import { formText } from '#messages/zh/form'
import { uploadText } from '#messages/zh/upload'
import { asText, asUnheard, type HeldFile } from './draft-files'
import { Button } from './ui/button'
import { Field } from './ui/field'
import { FileInput } from './ui/file-input'
import { Icon } from './ui/icon'
import { type Paused, useUploads } from './use-uploads'

/**
 * Uploads files as they are chosen and carries their ids in the form under `name`, separated by commas. A refused file says why and leaves
 * the others alone; one that the line broke off goes on by itself from where it was. What has arrived is part of the form's draft. Nothing
 * is sent twice when the form is submitted again.
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
  const field = useRef<HTMLDivElement>(null)
  const { uploaded, unheard, underway, paused, problem, take, drop, goOn, giveUp } = useUploads(field, name, { multiple, maxBytes })
  const held = [...uploaded.map(asText), ...(unheard ? [asUnheard(unheard)] : [])]
  useDraftOf(field, held.join('\n'))
  const wasUnderway = useRef(false)
  // At once: whoever sees that the file has arrived can submit.
  useLayoutEffect(() => {
    const input = chooserIn(field.current)
    // The same file can be chosen again. What was chosen before this page's scripts ran has not been sent yet and stays.
    if (!underway && wasUnderway.current && input) input.value = ''
    wasUnderway.current = underway !== null
    input?.setCustomValidity(underway ? uploadText.unsettled : '')
  }, [underway])

  const uploading = (percent: number) => {
    if (paused) return uploadText.stopped(percent)
    return underway?.reading ? uploadText.reading(percent) : uploadText.sending(percent, underway?.from ?? 0)
  }
  return (
    <div
      ref={field}
      onChange={(event) => {
        if (event.target instanceof HTMLInputElement && event.target.type === 'file') take([...(event.target.files ?? [])])
      }}
    >
      <input type="hidden" name={name} value={uploaded.map(({ id }) => id).join(',')} />
      {held.map((text) => (
        <input key={text} type="hidden" data-held-file={name} value={text} />
      ))}
      <Field name={`${name}-chooser`} label={label} hint={hint} error={problem ?? undefined} required={required && uploaded.length === 0}>
        <FileInput
          accept={accept}
          multiple={multiple}
          maxBytes={maxBytes}
          percent={underway?.percent}
          words={{ ...formText.file, uploading }}
        />
      </Field>
      <p role="status" className="text-danger">
        {paused && uploadText.why[paused.why](paused.name, paused.percent)}
      </p>
      {underway && <GoingOn paused={paused} goOn={goOn} giveUp={giveUp} />}
      <UploadedFiles files={uploaded} drop={drop} />
    </div>
  )
}

const chooserIn = (field: HTMLElement | null) => field?.querySelector<HTMLInputElement>('input[type=file]')

/** What has arrived belongs to the draft as what is typed does: the form hears of it in the same way. */
function useDraftOf(field: { current: HTMLElement | null }, held: string) {
  const before = useRef(held)
  useEffect(() => {
    if (before.current === held) return
    before.current = held
    field.current?.dispatchEvent(new Event('input', { bubbles: true }))
  }, [field, held])
}

/** What can be done about a file on its way: give it up at any time, or go on at once where the line broke. */
const GoingOn = ({ paused, goOn, giveUp }: { paused: Paused | null; goOn: () => void; giveUp: () => void }) => (
  <div className="mt-1 flex flex-wrap items-center gap-2">
    {paused && (
      <>
        <span className="text-ink-2">{uploadText.next(paused.seconds)}</span>
        <Button size="sm" onClick={goOn}>
          {uploadText.resume}
        </Button>
      </>
    )}
    <Button size="sm" variant="text" onClick={giveUp}>
      {uploadText.giveUp}
    </Button>
  </div>
)

const UploadedFiles = ({ files, drop }: { files: readonly HeldFile[]; drop: (id: string) => void }) => (
  <ul aria-label={uploadText.received} className="mt-1 space-y-1">
    {files.map((file) => (
      <li key={file.id} className="flex items-center gap-2">
        <span>{uploadText.kept(file.name)}</span>
        <Button size="sm" variant="quiet" aria-label={uploadText.drop(file.name)} onClick={() => drop(file.id)}>
          <Icon name="x" />
        </Button>
      </li>
    ))}
  </ul>
)
