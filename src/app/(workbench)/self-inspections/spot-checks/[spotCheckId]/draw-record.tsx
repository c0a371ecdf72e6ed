import Link from 'next/link'
import { Card } from '#components/ui/card'
import { DescriptionList } from '#components/ui/description-list'
import { beijingMinute, fromDateColumn } from '#domain/kernel/civil-date'
import { isDrawPurpose, supersedes } from '#domain/self-inspection/draw'
import { isSampleMethod } from '#domain/self-inspection/sample'
import { spotCheckText } from '#messages/zh/spot-check'
import type { getSpotCheck } from '#server/self-inspection/spot-check-queries'

type Draw = NonNullable<Awaited<ReturnType<typeof getSpotCheck>>>

const purposeOf = (purpose: string) => (isDrawPurpose(purpose) ? spotCheckText.purposes[purpose] : purpose)

/** What was announced, what was published, and whether the list comes out the same when drawn again. */
export function DrawRecord({ draw }: { draw: Draw }) {
  const method = isSampleMethod(draw.method) ? draw.method : null
  return (
    <Card title={spotCheckText.record}>
      <DescriptionList
        columns={2}
        items={[
          { term: spotCheckText.purpose, value: `${purposeOf(draw.purpose)}（${spotCheckText.roundOf(draw.round)}）` },
          { term: spotCheckText.announcedBy, value: `${draw.announcedByName} ${beijingMinute(draw.announcedAt)}` },
          ...(draw.reason ? [{ term: spotCheckText.reason, value: draw.reason }] : []),
          { term: spotCheckText.source, value: spotCheckText.sourceOf(draw.sourceName, fromDateColumn(draw.sourceOn)) },
          { term: spotCheckText.sourceValue, value: draw.sourceValue ?? '—' },
          { term: spotCheckText.method, value: method ? spotCheckText.methods[method] : draw.method },
          { term: spotCheckText.size, value: String(draw.size) },
          { term: spotCheckText.recordPopulation, value: spotCheckText.recordPopulationOf(draw.population) },
          {
            term: spotCheckText.drawnBy,
            value: draw.drawnAt ? `${draw.drawnByName ?? ''} ${beijingMinute(draw.drawnAt)}` : spotCheckText.notDrawn,
          },
          { term: spotCheckText.populationHash, value: <span className="font-mono text-xs break-all">{draw.populationHash}</span> },
          ...(draw.seed
            ? [
                {
                  term: spotCheckText.seed,
                  value: (
                    <>
                      <span className="font-mono text-xs break-all">{draw.seed}</span>
                      <p className="text-hint">{spotCheckText.seedRule}</p>
                    </>
                  ),
                },
              ]
            : []),
          { term: spotCheckText.rule, value: method ? spotCheckText.rules[method] : '—' },
          ...(draw.check
            ? [
                {
                  term: spotCheckText.checked,
                  value: (
                    <span className={draw.check === 'same' ? 'text-success font-semibold' : 'text-danger font-semibold'}>
                      {spotCheckText.checks[draw.check]}
                    </span>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Card>
  )
}

/** Every draw for the same purpose, so that no second one stands alone. */
export function Rounds({ draw }: { draw: Draw }) {
  const newest = Math.max(...draw.rounds.map(({ round }) => round))
  return (
    <Card title={spotCheckText.rounds}>
      <p className="text-hint mb-2">{spotCheckText.roundsNote}</p>
      <ol className="space-y-1">
        {draw.rounds.map(({ id, number, round, reason, size, sourceName, sourceOn, drawnAt }) => (
          <li key={id}>
            <span className="font-semibold">{spotCheckText.roundOf(round)}</span>{' '}
            {id === draw.id ? (
              <span className="font-mono">
                {number}（{spotCheckText.thisRound}）
              </span>
            ) : (
              <Link href={`/self-inspections/spot-checks/${id}`} prefetch={false} className="link font-mono">
                {number}
              </Link>
            )}{' '}
            {size} · {spotCheckText.sourceOf(sourceName, fromDateColumn(sourceOn))} ·{' '}
            {drawnAt
              ? `${spotCheckText.stateDrawn} ${beijingMinute(drawnAt)}`
              : round < newest && supersedes(draw.purpose)
                ? spotCheckText.stateSuperseded
                : spotCheckText.stateAnnounced}
            {reason && ` · ${spotCheckText.reason}：${reason}`}
          </li>
        ))}
      </ol>
    </Card>
  )
}
