'use client'

import { useState } from 'react'
import { Button } from '#components/ui/button'
import { Dialog } from '#components/ui/dialog'
import { useHotkey } from '#components/use-hotkey'
import { queueText } from '#messages/zh/lead-queue'

/** The keys of the queue besides those of every list, and what all of them are: on `?` and on a button. */
export function QueueKeys() {
  const [open, setOpen] = useState(false)
  useHotkey({
    '/': (event) => {
      event.preventDefault()
      const search = document.getElementById('filter-q')
      if (search instanceof HTMLInputElement) search.select()
    },
    n: () => document.querySelector<HTMLButtonElement>('[data-take-next] button:not(:disabled)')?.click(),
    '?': () => setOpen(true),
  })
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={queueText.keys}
      description={queueText.keysNote}
      closeLabel={queueText.close}
      trigger={
        <Button variant="outline" aria-keyshortcuts="?">
          {queueText.keys}
        </Button>
      }
    >
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5">
        {queueText.keyList.map(([key, does]) => (
          <div key={key} className="contents">
            <dt>
              <kbd className="border-control rounded-control border px-1.5 font-mono">{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
