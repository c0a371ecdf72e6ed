import clsx from 'clsx'

/** The pictures of `public/icons.svg`, by their names in lucide. */
export const iconNames = [
  'a-large-small',
  'arrow-down',
  'arrow-up',
  'arrow-up-down',
  'bell',
  'chart-column',
  'check',
  'chevron-down',
  'chevron-left',
  'chevron-right',
  'chevrons-left',
  'chevrons-right',
  'circle-dashed',
  'circle-dot',
  'clipboard-check',
  'clipboard-pen',
  'columns-3',
  'corner-up-left',
  'eye',
  'eye-off',
  'file-text',
  'file-up',
  'flag',
  'hourglass',
  'house',
  'inbox',
  'list-checks',
  'list-todo',
  'octagon-x',
  'quote',
  'scale',
  'scroll-text',
  'search',
  'send',
  'sliders-horizontal',
  'table-2',
  'user-round',
  'user-round-check',
  'users-round',
  'x',
] as const

export type IconName = (typeof iconNames)[number]

/** One file for all pictures, which the browser keeps: neither the page nor its scripts carry the drawings. */
const sheet = '/icons.svg'

/** A picture beside its word; a screen reader hears the word alone. */
export function Icon({ name, className = 'size-4' }: { name: IconName; className?: string }) {
  return (
    <svg aria-hidden className={clsx('icon', className)}>
      <use href={`${sheet}#${name}`} />
    </svg>
  )
}
