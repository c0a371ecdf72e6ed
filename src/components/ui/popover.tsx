'use client'

import { Popover as Primitive } from 'radix-ui'
import type { ReactNode } from 'react'

/** A panel beside its button, for what is too much for a hint. Places itself within the window. */
export function Popover({ trigger, label, children }: { trigger: ReactNode; label: string; children: ReactNode }) {
  return (
    <Primitive.Root>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          aria-label={label}
          sideOffset={4}
          collisionPadding={8}
          className="bg-panel text-ink border-control rounded-control shadow-popover no-print z-30 max-h-[60vh] max-w-[min(28rem,92vw)] overflow-auto border p-3"
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}
