'use client'

import { useEffect, useState } from 'react'
import { presenceBeatMs } from '#domain/self-inspection/presence'
import { itemText } from '#messages/zh/self-inspection'
import { fillingIn } from '../../actions'

/** Tells the colleagues who have this section open that somebody is at it, and tells of them. A line that is down says nothing. */
export function Presence({ filingId, section }: { filingId: string; section: string }) {
  const [others, setOthers] = useState<readonly string[]>([])
  useEffect(() => {
    let gone = false
    const beat = async () => {
      if (document.visibilityState !== 'visible') return
      const heard = await fillingIn({ filingId, section }).catch(() => null)
      if (heard && !gone) setOthers(heard)
    }
    void beat()
    const timer = setInterval(beat, presenceBeatMs)
    document.addEventListener('visibilitychange', beat)
    return () => {
      gone = true
      clearInterval(timer)
      document.removeEventListener('visibilitychange', beat)
    }
  }, [filingId, section])
  return (
    <p role="status" className={others.length > 0 ? 'bg-warning-soft rounded-control mb-3 px-3 py-1.5' : undefined}>
      {others.length > 0 && itemText.alsoFilling(others.join('、'))}
    </p>
  )
}
