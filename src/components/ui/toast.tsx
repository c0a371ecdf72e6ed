'use client'

import { type ComponentType, useEffect, useState } from 'react'

type Notice = { text: string; tone?: 'success' | 'danger'; action?: { label: string; run: () => void }; lastsMs?: number }
type Sonner = typeof import('sonner')

let loaded: Promise<Sonner> | null = null
let show: (() => void) | null = null

/** The library comes with the first notice, not with the first page. */
function load(): Promise<Sonner> {
  loaded ??= import('sonner')
  return loaded
}

/** Says something in passing, bottom right: what was done, and how to undo it. Never the only place where an error is told. */
export async function notify({ text, tone, action, lastsMs = 10_000 }: Notice): Promise<void> {
  const { toast } = await load()
  show?.()
  const speak = tone === 'success' ? toast.success : tone === 'danger' ? toast.error : toast
  speak(text, { duration: lastsMs, action: action && { label: action.label, onClick: action.run } })
}

/** The place where notices appear. Once, in the root layout. */
export function Toasts({ label, closeLabel }: { label: string; closeLabel: string }) {
  const [Toaster, setToaster] = useState<ComponentType<import('sonner').ToasterProps> | null>(null)

  useEffect(() => {
    show = () => void load().then((sonner) => setToaster(() => sonner.Toaster))
    return () => {
      show = null
    }
  }, [])

  if (!Toaster) return null
  return (
    <Toaster
      position="bottom-right"
      containerAriaLabel={label}
      closeButton
      toastOptions={{ closeButtonAriaLabel: closeLabel, classNames: { toast: 'qy-toast' } }}
    />
  )
}
