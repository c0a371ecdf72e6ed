'use client'

import { Dialog as Primitive } from 'radix-ui'
import type { ReactNode } from 'react'
import { Button } from './button'
import { Icon } from './icon'
import { useHydrated } from './use-hydrated'

/** A modal question: the focus stays inside, Escape closes it, the page behind is out of reach. */
export function Dialog({
  open,
  onOpenChange,
  trigger,
  title,
  description,
  closeLabel,
  children,
}: {
  open?: boolean
  onOpenChange?: (open: boolean) => void
  trigger?: ReactNode
  title: string
  description?: ReactNode
  closeLabel: string
  children: ReactNode
}) {
  const hydrated = useHydrated()
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      {trigger && (
        <Primitive.Trigger asChild disabled={!hydrated} data-waiting={hydrated ? undefined : ''}>
          {trigger}
        </Primitive.Trigger>
      )}
      <Primitive.Portal>
        <Primitive.Overlay className="no-print fixed inset-0 z-40 bg-[rgba(16,24,40,0.45)]" />
        <Primitive.Content
          {...(description ? {} : { 'aria-describedby': undefined })}
          className="bg-panel border-control rounded-control shadow-popover fixed inset-x-0 top-[12vh] z-50 mx-auto flex max-h-[76vh] w-[min(36rem,calc(100vw-2rem))] flex-col border"
        >
          <div className="border-divider flex items-start justify-between gap-4 border-b px-4 py-3">
            <Primitive.Title className="text-base font-semibold">{title}</Primitive.Title>
            <Primitive.Close asChild>
              <Button variant="quiet" size="sm" aria-label={closeLabel}>
                <Icon name="x" />
              </Button>
            </Primitive.Close>
          </div>
          <div className="overflow-auto px-4 py-3">
            {description && <Primitive.Description className="text-ink-2 mb-3">{description}</Primitive.Description>}
            {children}
          </div>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}

export const DialogClose = Primitive.Close
