'use client'

import { useEffect, useRef, useState } from 'react'
import { type FeeCheck, feeCheck } from '#browser/fee-check'
import type { CheckOutcome, ColumnChoice, Progress } from '#browser/fee-check-messages'
import { Button } from '#components/ui/button'
import { Card } from '#components/ui/card'
import { Disclosure } from '#components/ui/disclosure'
import { Field } from '#components/ui/field'
import { FileInput } from '#components/ui/file-input'
import { ProgressBar } from '#components/ui/progress'
import type { BillSettings } from '#domain/screening/bill-settings'
import { layoutOf } from '#domain/screening/columns-of-file'

import { beforeBillingText as text } from '#messages/zh/before-billing'
import { formText } from '#messages/zh/form'
import { isReadingSentence, readingText } from '#messages/zh/reading'
import { CheckResult } from './check-result'
import { ColumnMapping } from './column-mapping'
import { keepChoice, keptChoices } from './kept-choices'
import type { OpenItem } from './open-item'

const mostBytes = 200 * 1024 * 1024

/** The worker and what it has said of the last file. A new file lets the one before go. */
function useFeeCheck(settings: BillSettings) {
  const worker = useRef<FeeCheck | null>(null)
  const [progress, setProgress] = useState<Progress | null>(null)
  const [outcome, setOutcome] = useState<CheckOutcome | 'fault' | null>(null)
  useEffect(() => () => worker.current?.close(), [])

  async function check(chosen: File, given: ColumnChoice | null) {
    worker.current?.close()
    const own = feeCheck()
    worker.current = own
    setOutcome(null)
    setProgress({ stage: 'reading', share: 0 })
    try {
      const found = await own.check({ file: chosen, name: chosen.name, choices: keptChoices(), given, settings }, setProgress)
      if (given && found.kind === 'checked') keepChoice(layoutOf(found.columns), given)
      setOutcome(found)
    } catch {
      if (worker.current === own) setOutcome('fault')
    }
    if (worker.current === own) setProgress(null)
  }
  const stop = () => {
    worker.current?.close()
    worker.current = null
    setProgress(null)
  }
  return { worker: worker.current, progress, outcome, check, stop }
}

/** From a file to what the rules find in it. The file goes to a worker of this browser and nowhere else. */
export function CheckPanel({ items, settings }: { items: readonly OpenItem[]; settings: BillSettings }) {
  const { worker, progress, outcome, check, stop } = useFeeCheck(settings)
  const [file, setFile] = useState<File | null>(null)
  const [mapping, setMapping] = useState(false)
  const take = (chosen: File, given: ColumnChoice | null) => {
    setFile(chosen)
    setMapping(false)
    void check(chosen, given)
  }

  const told = outcome === 'fault' ? null : outcome
  const checked = told?.kind === 'checked' ? told : null
  const failed = told && told.kind !== 'checked' ? told : null
  const asked = failed?.kind === 'unmapped' ? failed.columns : mapping ? checked?.columns : undefined
  return (
    <div className="space-y-4">
      <Card>
        <FeeFile take={(chosen) => take(chosen, null)} problem={failed?.kind === 'unreadable' ? sentenceOf(failed) : undefined} />
        {progress && <CheckProgress progress={progress} stop={stop} />}
        {outcome === 'fault' && (
          <p role="alert" className="text-danger mt-2 font-semibold">
            {text.fault}
          </p>
        )}
      </Card>
      {asked && file && <ColumnMapping columns={asked} apply={(given) => take(file, given)} />}
      {checked && worker && <CheckResult checked={checked} worker={worker} items={items} changeColumns={() => setMapping(true)} />}
    </div>
  )
}

/** The chooser, what happens to the file, and what should be in it. */
function FeeFile({ take, problem }: { take: (file: File) => void; problem: string | undefined }) {
  return (
    <>
      <div
        onChange={({ target }) => {
          if (!(target instanceof HTMLInputElement) || target.type !== 'file') return
          const chosen = target.files?.[0]
          if (!chosen || chosen.size > mostBytes) return
          take(chosen)
          target.value = '' // a file that was mended is chosen again under the same name
        }}
      >
        <Field name="feeFile" label={text.choose} hint={text.chooseHint} error={problem}>
          <FileInput accept=".xlsx,.csv,.txt" maxBytes={mostBytes} words={formText.file} />
        </Field>
      </div>
      <p className="mt-1">{text.private}</p>
      <Disclosure summary={text.help} quiet>
        <ul className="list-disc ps-5">
          {text.helpLines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </Disclosure>
    </>
  )
}

function CheckProgress({ progress, stop }: { progress: Progress; stop: () => void }) {
  const stage = text.stages[progress.stage]
  return (
    <div role="status" className="mt-2 flex max-w-112 items-center gap-3">
      <div className="grow">
        <ProgressBar value={percentOf(progress)} label={stage} />
        <p className="text-ink-2">{text.progress(stage, percentOf(progress))}</p>
      </div>
      <Button size="sm" onClick={stop}>
        {text.stop}
      </Button>
    </div>
  )
}

/** Reading says no more than that it goes on; it is taken for the first half. */
const percentOf = ({ stage, share }: Progress) => Math.round(stage === 'reading' ? 10 + share * 40 : 50 + share * 50)

const sentenceOf = ({ code, detail }: { code: string; detail: Readonly<Record<string, string | number>> }) =>
  isReadingSentence(code) ? readingText({ code, detail }) : text.fault
