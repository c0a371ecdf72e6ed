import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { Card, PageHead } from '#components/ui/card'
import { DescriptionList } from '#components/ui/description-list'
import { beijingMinute } from '#domain/kernel/civil-date'
import { isUuid } from '#domain/kernel/uuid'
import { sampleMethods } from '#domain/self-inspection/sample'
import { spotCheckText } from '#messages/zh/spot-check'
import { getSpotCheck } from '#server/self-inspection/spot-check-queries'
import { requireActor } from '#server/session'
import { DrawnTable } from './drawn-table'
import { ResultForm } from './result-form'

export const metadata: Metadata = { title: spotCheckText.title }

type Asked = Record<string, string | string[] | undefined>

/** A draw with its record, drawn once more before the reader's eyes, and what was found on site. */
export default async function SpotCheckPage({
  params,
  searchParams,
}: {
  params: Promise<{ spotCheckId: string }>
  searchParams: Promise<Asked>
}) {
  const { spotCheckId } = await params
  const actor = await requireActor()
  const draw = isUuid(spotCheckId) ? await getSpotCheck(actor, spotCheckId) : null
  if (!draw) notFound()
  const { record } = await searchParams
  const open = draw.mayRecord ? draw.items.find(({ id, result }) => id === record && result === 'pending') : undefined
  const method = sampleMethods.find((one) => one === draw.method)
  return (
    <>
      <PageHead
        title={draw.number}
        trail={
          <Link href="/self-inspections/spot-checks" prefetch={false} className="link">
            {spotCheckText.title}
          </Link>
        }
        lead={`${draw.campaign.name} · ${draw.agency.name}`}
      />
      <div className="space-y-4">
        <Card title={spotCheckText.record}>
          <DescriptionList
            columns={2}
            items={[
              { term: spotCheckText.seed, value: <span className="font-mono break-all">{draw.seed}</span> },
              { term: spotCheckText.method, value: method ? spotCheckText.methods[method] : draw.method },
              { term: spotCheckText.recordPopulation, value: spotCheckText.recordPopulationOf(draw.population) },
              { term: spotCheckText.size, value: String(draw.size) },
              { term: spotCheckText.drawnBy, value: `${draw.drawnByName} ${beijingMinute(draw.drawnAt)}` },
              { term: spotCheckText.populationHash, value: <span className="font-mono text-xs break-all">{draw.populationHash}</span> },
              { term: spotCheckText.rule, value: method ? spotCheckText.rules[method] : '—' },
              {
                term: spotCheckText.checked,
                value: (
                  <span className={draw.check === 'same' ? 'text-success font-semibold' : 'text-danger font-semibold'}>
                    {spotCheckText.checks[draw.check]}
                  </span>
                ),
              },
            ]}
          />
        </Card>
        {open && <ResultForm key={open.id} spotCheckId={draw.id} item={open} colleagues={draw.colleagues} />}
        <DrawnTable draw={draw} />
      </div>
    </>
  )
}
