'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { RefusalWords } from '#components/refusal-words'
import { Card } from '#components/ui/card'
import { ProgressBar } from '#components/ui/progress'
import type { Refusal } from '#domain/kernel/result'
import { listWorkText } from '#messages/zh/lead-import'

type State = 'reading' | 'importing'
/** As the route gives it; instants as texts. */
export type Progress = {
  state: string
  rowsDone: number
  rowsTotal: number | null
  begunAt: string | null
  trouble: Refusal | null
}

const askEveryMs = 1_000

/** The work on a list while it lasts: asked for once a second; when it is over, the page shows what came of it. */
export function ListProgress({ importId, state, initial }: { importId: string; state: State; initial: Progress }) {
  const router = useRouter()
  const [progress, setProgress] = useState(initial)
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const since = initial.begunAt ? Date.parse(initial.begunAt) : Date.now()
    const ask = async () => {
      const response = await fetch(`/leads/imports/${importId}/progress`, { cache: 'no-store' }).catch(() => null)
      setSeconds(Math.max(0, Math.round((Date.now() - since) / 1000)))
      if (!response?.ok) return // out of reach for a moment, or signed out: the page says so when it is next asked
      const next: Progress = await response.json()
      setProgress(next)
      if (next.state !== state) router.refresh()
    }
    const timer = setInterval(() => document.visibilityState === 'visible' && ask(), askEveryMs)
    return () => clearInterval(timer)
  }, [importId, state, initial.begunAt, router])

  const { rowsDone, rowsTotal, begunAt, trouble } = progress
  const words = listWorkText[state]
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
