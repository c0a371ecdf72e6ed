'use client'

import { Button } from '#components/ui/button'
import { notify } from '#components/ui/toast'
import { lookbookText } from '#messages/zh/lookbook'

export function ToastSample() {
  const { open, toast, undo } = lookbookText.sample
  return <Button onClick={() => notify({ text: toast, action: { label: undo, run: () => {} } })}>{open}</Button>
}
