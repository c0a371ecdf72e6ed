import clsx from 'clsx'

/** How far something has come. Drawn as SVG, so that no inline style is needed. */
export function ProgressBar({
  value,
  max = 100,
  label,
  tone = 'brand',
}: {
  value: number
  max?: number
  label: string
  tone?: 'brand' | 'success' | 'danger' | 'warning'
}) {
  const share = max > 0 ? Math.min(100, Math.max(0, (value / max) * 100)) : 0
  const fill = { brand: 'fill-brand', success: 'fill-success', danger: 'fill-danger', warning: 'fill-warning-bar' }[tone]
  return (
    <div role="progressbar" aria-label={label} aria-valuenow={Math.round(share)} aria-valuemin={0} aria-valuemax={100} className="min-w-16">
      <svg className="block h-2 w-full" aria-hidden="true">
        <rect width="100%" height="100%" rx="2" className="fill-divider" />
        <rect width={`${share}%`} height="100%" rx="2" className={clsx(fill)} />
      </svg>
    </div>
  )
}

/** Grey bars where content will stand. */
export function Skeleton({ lines = 3, label }: { lines?: number; label: string }) {
  return (
    <div role="status" className="space-y-2">
      <span className="sr-only">{label}</span>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move
        <div key={line} className="bg-header-row h-6 w-full rounded-control" />
      ))}
    </div>
  )
}
