import clsx from 'clsx'
import Link from 'next/link'
import { partText } from '#messages/zh/display-parts'

/** A reporting unit. Development zones and enterprises report too, which no map of counties has. */
export type Tile = { id: string; name: string; value: number | null; text: string; href: string }

const steps = [
  'bg-step-1 text-step-ink',
  'bg-step-2 text-step-ink',
  'bg-step-3 text-step-ink',
  'bg-step-4 text-step-ink',
  'bg-step-5 text-step-paper',
  'bg-step-6 text-step-paper',
] as const

/** The step of a value between the lowest and the highest; one value alone is the darkest. */
export function stepOf(value: number, low: number, high: number): number {
  if (high <= low) return steps.length - 1
  return Math.min(steps.length - 1, Math.floor(((value - low) / (high - low)) * steps.length))
}

/** Reporting units in rows that lie roughly as on the map, darker for more, the figure printed in each. */
export function TileMap({ label, rows }: { label: string; rows: readonly (readonly Tile[])[] }) {
  const values = rows.flat().flatMap((tile) => (tile.value === null ? [] : [tile.value]))
  const low = Math.min(...values)
  const high = Math.max(...values)
  return (
    <section aria-label={label}>
      <div className="space-y-1">
        {rows.map((row) => (
          <ul key={row.map((tile) => tile.id).join()} className="flex flex-wrap justify-center gap-1">
            {row.map((tile) => (
              <li key={tile.id}>
                <Link
                  href={tile.href}
                  prefetch={false}
                  className={clsx(
                    'rounded-control border-control hover:outline-focus flex h-14 w-26 flex-col items-center justify-center border text-center no-underline hover:outline-2',
                    tile.value === null ? 'bg-panel text-ink-2 border-dashed' : steps[stepOf(tile.value, low, high)],
                  )}
                >
                  <span className="max-w-full truncate px-1">{tile.name}</span>
                  <span className="font-semibold tabular-nums">{tile.value === null ? partText.noFigure : tile.text}</span>
                </Link>
              </li>
            ))}
          </ul>
        ))}
      </div>
      <p className="text-hint mt-2">{partText.mapLegend}</p>
    </section>
  )
}
