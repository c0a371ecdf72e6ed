import { cva } from 'class-variance-authority'
import type { ReactNode } from 'react'

export const tones = [
  'neutral',
  'brand',
  'success',
  'warning',
  'danger',
  'administrative',
  'criminal',
  'discipline',
  'agreement',
  'plain',
] as const
export type Tone = (typeof tones)[number]

const look = cva('inline-flex items-center gap-1 rounded-control border border-(--tag-border) px-1.5 text-sm whitespace-nowrap', {
  variants: {
    tone: {
      neutral: 'bg-neutral-soft text-neutral',
      brand: 'bg-brand-soft text-brand',
      success: 'bg-success-soft text-success',
      warning: 'bg-warning-soft text-warning',
      danger: 'bg-danger-soft text-danger font-semibold',
      administrative: 'bg-administrative-soft text-administrative',
      criminal: 'bg-criminal-soft text-criminal',
      discipline: 'bg-discipline-soft text-discipline',
      agreement: 'bg-agreement-soft text-agreement',
      // Finished work stands back, so that open work stands out.
      plain: 'text-ink',
    } satisfies Record<Tone, string>,
  },
})

/** A word with a colour and, where given, a shape. The word alone must say it. */
export function Tag({ tone = 'neutral', icon, children }: { tone?: Tone; icon?: ReactNode; children: ReactNode }) {
  return (
    <span className={look({ tone })}>
      {icon}
      {children}
    </span>
  )
}
