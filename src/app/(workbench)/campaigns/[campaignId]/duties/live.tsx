import Link from 'next/link'
import { Card } from '#components/ui/card'
import { metrics } from '#domain/summary/metrics'
import { departmentShort, dutyText } from '#messages/zh/campaign'
import type { getDutyMatrix, LiveCount } from '#server/campaign/duty-matrix'

type DutyMatrix = NonNullable<Awaited<ReturnType<typeof getDutyMatrix>>>

/** What has really come to each department, what it has dealt with, and what it is late with. */
export function Live({ live, matrix }: { live: readonly LiveCount[]; matrix: DutyMatrix }) {
  if (live.length === 0) return null
  return (
    <Card title={dutyText.live}>
      <p className="text-hint mb-2">{dutyText.liveLead}</p>
      <ul className="flex flex-wrap gap-3">
        {live.map((one) => (
          <li key={one.department} className="border-divider rounded-control min-w-44 flex-1 border px-3 py-2">
            <p className="font-semibold">{departmentShort(one.department)}</p>
            <Count counted={one.arrived} matrix={matrix} />
            <Count counted={one.handled} matrix={matrix} />
            <p className={one.lateClocks > 0 ? 'text-danger font-semibold' : 'text-ink-2'}>{`${dutyText.lateClocks} ${one.lateClocks}`}</p>
            <LateDuties matrix={matrix} department={one.department} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Count({ counted, matrix }: { counted: LiveCount['arrived']; matrix: DutyMatrix }) {
  const { name, wording } = metrics[counted.id]
  return (
    <p title={wording}>
      <span className="text-ink-2">{name}</span>{' '}
      <Link
        href={`/numbers/${counted.id}?campaign=${matrix.id}&region=${matrix.seen.regionNo}`}
        prefetch={false}
        className="link font-semibold tabular-nums"
      >
        {counted.value.toLocaleString('zh-CN')}
      </Link>
    </p>
  )
}

function LateDuties({ matrix, department }: { matrix: DutyMatrix; department: LiveCount['department'] }) {
  const late = matrix.rows
    .flatMap(({ cells }) => cells.filter((cell) => cell.department === department))
    .reduce((sum, cell) => sum + cell.late, 0)
  return <p className={late > 0 ? 'text-danger font-semibold' : 'text-ink-2'}>{`${dutyText.lateDuties} ${late}`}</p>
}
