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

/** Who held the number against its source, or that nobody has; who gave the draw up, and why. */
function checkOf(draw: Draw) {
  if (draw.givenUpAt)
    return [
      { term: spotCheckText.givenUpBy, value: `${draw.givenUpByName ?? ''} ${beijingMinute(draw.givenUpAt)}：${draw.givenUpReason ?? ''}` },
    ]
  if (draw.checkedAt) return [{ term: spotCheckText.checkedBy, value: `${draw.checkedByName ?? ''} ${beijingMinute(draw.checkedAt)}` }]
  if (draw.drawnAt === null) return []
  return [{ term: spotCheckText.checkedBy, value: <span className="text-danger font-semibold">{spotCheckText.unchecked}</span> }]
}

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
          ...checkOf(draw),
          { term: spotCheckText.method, value: method ? spotCheckText.methods[method] : draw.method },
          { term: spotCheckText.size, value: String(draw.size) },
          { term: spotCheckText.recordPopulation, value: spotCheckText.recordPopulationOf(draw.population) },
          ...(draw.passedOver > 0 ? [{ term: spotCheckText.passedOver, value: spotCheckText.passedOverOf(draw.passedOver) }] : []),
          {
            term: spotCheckText.drawnBy,
            value: draw.drawnAt ? `${draw.drawnByName ?? ''} ${beijingMinute(draw.drawnAt)}` : spotCheckText.notDrawn,
          },
          { term: spotCheckText.populationHash, value: <span className="font-mono text-xs break-all">{draw.populationHash}</span> },
          ...(draw.weightsHash
            ? [{ term: spotCheckText.weightsHash, value: <span className="font-mono text-xs break-all">{draw.weightsHash}</span> }]
            : []),
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
                    <span
                      className={
                        draw.check === 'same' || draw.check === 'partly' ? 'text-success font-semibold' : 'text-danger font-semibold'
                      }
                    >
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

/** Every draw of the campaign by this agency, whatever for, so that no second one stands alone. */
export function Rounds({ draw }: { draw: Draw }) {
  const stateOf = ({ purpose, round, drawnAt, givenUpAt, givenUpReason }: Draw['rounds'][number]) => {
    if (drawnAt) return `${spotCheckText.stateDrawn} ${beijingMinute(drawnAt)}`
    if (givenUpAt) return `${spotCheckText.stateGivenUp}：${givenUpReason ?? ''}`
    const isNewest = !supersedes(purpose) || draw.rounds.every((other) => other.purpose !== purpose || other.round <= round)
    return isNewest ? spotCheckText.stateAnnounced : spotCheckText.stateSuperseded
  }
  return (
    <Card title={spotCheckText.rounds}>
      <p className="text-hint mb-2">{spotCheckText.roundsNote}</p>
      <ol className="space-y-1">
        {draw.rounds.map(({ id, number, reason, size, sourceName, sourceOn, ...one }) => (
          <li key={id}>
            <span className="font-semibold">
              {purposeOf(one.purpose)} {spotCheckText.roundOf(one.round)}
            </span>{' '}
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
            {stateOf({ ...one, id, number, reason, size, sourceName, sourceOn })}
            {reason && ` · ${spotCheckText.reason}：${reason}`}
          </li>
        ))}
      </ol>
    </Card>
  )
}
