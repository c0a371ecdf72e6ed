'use client'

import { shellText } from '#messages/zh/shell'

const look = 'rounded-control inline-flex min-h-8 items-center border px-3'

/**
 * A fault: the world failed. The digest is the number under which the server logged it; nothing else of it is shown.
 * Plain elements only: this page is part of every other page's scripts, and it must work when little else does.
 */
export default function Fault({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main className="mx-auto max-w-160 px-4 py-16" role="alert">
      <h1 className="text-lg font-semibold">{shellText.faultTitle}</h1>
      <p className="mt-3 text-base">{shellText.faultBody}</p>
      {error.digest && (
        <p className="mt-3 text-base">
          {shellText.faultCode} <code className="font-mono select-all">{error.digest}</code>
        </p>
      )}
      <div className="mt-6 flex gap-3">
        <button type="button" onClick={reset} className={`${look} border-brand bg-brand text-on-brand font-semibold`}>
          {shellText.retry}
        </button>
        <a href="/desk" className={`${look} border-control bg-panel no-underline`}>
          {shellText.backToDesk}
        </a>
      </div>
    </main>
  )
}
