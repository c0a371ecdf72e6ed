'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { screeningText } from '#messages/zh/screening'

/** What a worker is at, asked again every other second while somebody looks. */
export function StillWorking({ progress }: { progress: string }) {
  const router = useRouter()
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') router.refresh()
    }, 2_000)
    return () => clearInterval(timer)
  }, [router])
  return (
    <p role="status" className="bg-neutral-soft rounded-control my-3 px-3 py-2">
      {screeningText.progress(progress)} <span className="text-hint">{screeningText.refreshing}</span>
    </p>
  )
}
