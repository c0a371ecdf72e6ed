'use client'

import { lazy, Suspense, useEffect, useState } from 'react'
import { partText } from '#messages/zh/display-parts'
import type { Reveal } from './reveal-dialog'
import { Button } from './ui/button'
import { Icon } from './ui/icon'

const RevealDialog = lazy(() => import('./reveal-dialog').then((file) => ({ default: file.RevealDialog })))

const shownSeconds = 60

/** Personal data as the server masked it. With `reveal`, a person who may can see it for a minute, for a reason that is logged. */
export function Masked({ text, label, reveal }: { text: string; label: string; reveal?: Reveal }) {
  const [asking, setAsking] = useState(false)
  const [plain, setPlain] = useState<string | null>(null)
  const [left, setLeft] = useState(0)

  useEffect(() => {
    if (plain === null) return
    const tick = setInterval(() => setLeft((seconds) => seconds - 1), 1000)
    const hide = setTimeout(() => setPlain(null), shownSeconds * 1000)
    return () => {
      clearInterval(tick)
      clearTimeout(hide)
    }
  }, [plain])

  if (!reveal) return <span>{text}</span>
  if (plain !== null) {
    return (
      <span className="inline-flex flex-wrap items-center gap-1">
        <span className="bg-warning-soft text-warning px-1">{plain}</span>
        <span className="text-hint">{partText.revealed(Math.max(0, left))}</span>
        <Button size="sm" variant="quiet" aria-label={partText.hide} onClick={() => setPlain(null)}>
          <Icon name="eye-off" />
        </Button>
      </span>
    )
  }
  return (
    <span className="inline-flex items-center gap-1">
      {text}
      <Button size="sm" variant="quiet" aria-label={partText.reveal(label)} onClick={() => setAsking(true)}>
        <Icon name="eye" />
      </Button>
      {asking && (
        <Suspense>
          <RevealDialog
            reveal={reveal}
            close={() => setAsking(false)}
            show={(value) => {
              setLeft(shownSeconds)
              setPlain(value)
              setAsking(false)
            }}
          />
        </Suspense>
      )}
    </span>
  )
}
