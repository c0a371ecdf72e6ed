'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { RefusalWords } from '#components/refusal-words'
import { Card } from '#components/ui/card'
import { ProgressBar } from '#components/ui/progress'
import type { Refusal } from '#domain/kernel/result'
import { listWorkText } from '#messages/zh/lead-import'

/** As the route gives it; instants as texts. */
export type Progress = {
  state: string
  rowsDone: number
  rowsTotal: number | null
  begunAt: string | null
  trouble: Refusal | null
}
type Words = { title: string; meanwhile: string; done: (done: number, total: number | null) => string }

const askEveryMs = 1_000

/** Work that lasts: asked for at `path` once a second; when it is in another state, the page shows what came of it. */
export function WorkProgress({ path, state, words, initial }: { path: string; state: string; words: Words; initial: Progress }) {
  const router = useRouter()
  const [progress, setProgress] = useState(initial)
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const since = initial.begunAt ? Date.parse(initial.begunAt) : Date.now()
    const ask = async () => {
      const response = await fetch(path, { cache: 'no-store' }).catch(() => null)
      setSeconds(Math.max(0, Math.round((Date.now() - since) / 1000)))
      if (!response?.ok) return // out of reach for a moment, or signed out: the page says so when it is next asked
      const next: Progress = await response.json()
      setProgress(next)
      if (next.state !== state) router.refresh()
    }
    const timer = setInterval(() => document.visibilityState === 'visible' && ask(), askEveryMs)
    return () => clearInterval(timer)
  }, [path, state, initial.begunAt, router])

  const { rowsDone, rowsTotal, begunAt, trouble } = progress
  return (
    <Card title={words.title}>
      <div aria-live="polite" className="space-y-2">
        <ProgressBar value={rowsDone} max={rowsTotal ?? 0} label={words.title} />
        <p>{begunAt === null ? listWorkText.waiting : words.done(rowsDone, rowsTotal)}</p>
        {seconds > 0 && <p className="text-hint">{listWorkText.pace(seconds, Math.round(rowsDone / seconds))}</p>}
        <p className="text-hint">{words.meanwhile}</p>
        {trouble && (
          <p className="text-danger font-semibold">
            <RefusalWords refusal={trouble} />
          </p>
        )}
      </div>
    </Card>
  )
}
