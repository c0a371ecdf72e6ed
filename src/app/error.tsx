'use client'

import { Button, ButtonLink } from '#components/ui/button'
import { shellText } from '#messages/zh/shell'

/** A fault: the world failed. The digest is the number under which the server logged it; nothing else of it is shown. */
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
        <Button variant="primary" onClick={reset}>
          {shellText.retry}
        </Button>
        <ButtonLink href="/desk">{shellText.backToDesk}</ButtonLink>
      </div>
    </main>
  )
}
