import { cva, type VariantProps } from 'class-variance-authority'
import Link from 'next/link'
import type { ComponentProps } from 'react'

/** The look of a button, for whatever must look like one. One primary button a screen. `data-waiting`: shut only until the scripts are there, which is not shown. */
export const buttonLook = cva(
  'inline-flex items-center justify-center gap-1.5 rounded-control border whitespace-nowrap no-underline select-none not-data-waiting:disabled:border-dashed not-data-waiting:disabled:border-control not-data-waiting:disabled:bg-header-row not-data-waiting:disabled:text-hint',
  {
    variants: {
      variant: {
        primary: 'border-brand bg-brand text-on-brand font-semibold hover:border-brand-pressed hover:bg-brand-pressed',
        outline: 'border-control bg-panel text-ink hover:border-brand hover:text-brand',
        text: 'border-transparent text-brand underline underline-offset-4 decoration-1 hover:text-brand-pressed hover:decoration-2',
        danger: 'border-danger bg-panel text-danger hover:bg-danger-soft',
        dangerFinal: 'border-danger bg-danger text-on-danger font-semibold',
        quiet: 'border-transparent text-ink-2 hover:bg-header-row hover:text-ink',
      },
      size: {
        sm: 'min-h-7 px-2 text-sm',
        md: 'min-h-8 px-3 text-sm',
        lg: 'min-h-11 px-5 text-base',
      },
    },
    defaultVariants: { variant: 'outline', size: 'md' },
  },
)

type Look = VariantProps<typeof buttonLook>

export function Button({ variant, size, className, type = 'button', ...rest }: ComponentProps<'button'> & Look) {
  return <button type={type} className={buttonLook({ variant, size, className })} {...rest} />
}

/** A link that looks like a button: for going somewhere, never for changing something. */
export function ButtonLink({ variant, size, className, ...rest }: ComponentProps<typeof Link> & Look) {
  return <Link prefetch={false} className={buttonLook({ variant, size, className })} {...rest} />
}

/** A link to a file, looking like a button. Never a `Link`: the router would take the file's address for that of the page, and send the page's next form there. */
export function DownloadLink({ variant, size, className, ...rest }: ComponentProps<'a'> & Look) {
  return <a download className={buttonLook({ variant, size, className })} {...rest} />
}
