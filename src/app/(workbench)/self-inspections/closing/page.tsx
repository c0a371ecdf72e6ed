import Link from 'next/link'
import { notFound } from 'next/navigation'
import { Money } from '#components/money'
import { Button, ButtonLink, DownloadLink } from '#components/ui/button'
import { Card, PageHead } from '#components/ui/card'
import { EmptyState } from '#components/ui/empty-state'
import { Input, Select } from '#components/ui/input'
import { ScrollRegion } from '#components/ui/scroll-region'
import {
  type ClosingGroup,
  type ClosingLine,
  type ClosingMeasure,
  closingGroups,
  closingUnits,
  measuresBy,
  totalLine,
} from '#domain/self-inspection/closing'
import { bulletinText } from '#messages/zh/bulletin'
import { closingText } from '#messages/zh/closing'
import { filingText } from '#messages/zh/self-inspection'
import { listCampaignChoices } from '#server/campaign/choices'
import { goesTo } from '#server/desk/navigation'
import { type ClosingReport, closingDay, closingFilter, closingReport } from '#server/self-inspection/closing-report'
import { requireActor } from '#server/session'

export const metadata = { title: closingText.title }

const path = '/self-inspections/closing'
const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)

/** The stage report of the reader's region as of a day; every number opens its rows. */
export default async function ClosingPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const actor = await requireActor()
  if (!goesTo(actor, 'selfInspections')) notFound()
  const asked = await searchParams
  const filter = closingFilter.parse({ campaign: one(asked.campaign), on: one(asked.on) })
  const campaigns = await listCampaignChoices(actor)
  const campaignId = filter.campaign ?? campaigns[0]?.id
  const on = closingDay(filter.on)
  const report = campaignId ? await closingReport(actor, { campaignId, on }) : null
  if (filter.campaign && !report) notFound()
  const query = (extra: Record<string, string> = {}) => new URLSearchParams({ campaign: campaignId ?? '', on, ...extra })
  return (
    <>
      <PageHead
        title={closingText.title}
        trail={
          <Link href="/self-inspections" prefetch={false} className="link">
            {closingText.back}
          </Link>
        }
        lead={closingText.lead}
        actions={
          report && (
            <>
              <ButtonLink href={`/self-inspections/bulletins?campaign=${report.campaignId}`}>{bulletinText.title}</ButtonLink>
              <DownloadLink href={`${path}/table?${query({ unit: 'yuan' })}`}>
                {closingText.download} {closingText.inYuan}
              </DownloadLink>
              <DownloadLink href={`${path}/table?${query({ unit: 'wan' })}`}>
                {closingText.download} {closingText.inWan}
              </DownloadLink>
            </>
          )
        }
      />
      {!report ? (
        <EmptyState title={closingText.none} next={closingText.noneNext} />
      ) : (
        <div className="space-y-4">
          <form action={path} className="flex flex-wrap items-end gap-3">
            <label htmlFor="closing-campaign" className="font-semibold">
              {closingText.campaign}
            </label>
            <Select
              id="closing-campaign"
              name="campaign"
              defaultValue={report.campaignId}
              className="max-w-112"
              options={campaigns.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <label htmlFor="closing-on" className="font-semibold">
              {closingText.on}
            </label>
            <Input id="closing-on" type="date" name="on" defaultValue={on} className="w-44" />
            <Button type="submit">{closingText.show}</Button>
          </form>
          {closingGroups.map((group) => (
            <GroupTable key={group} group={group} report={report} hrefOf={(extra) => `${path}/rows?${query(extra)}`} />
          ))}
          {on < closingDay(undefined) && <p className="text-ink-2">{closingText.past}</p>}
          <p className="text-ink-2">{closingText.note}</p>
        </div>
      )}
    </>
  )
}

/** One way of telling apart: a header of two rows, the lines, and their sum. */
function GroupTable({
  group,
  report,
  hrefOf,
}: {
  group: ClosingGroup
  report: ClosingReport
  hrefOf: (extra: Record<string, string>) => string
}) {
  const measures = measuresBy(group)
  const lines = report.tables[group]
  return (
    <Card title={closingText.groups[group]} flush>
      <ScrollRegion label={closingText.groups[group]} className="overflow-x-auto">
        <table className="w-full">
          <caption className="sr-only">{closingText.groups[group]}</caption>
          <Head group={group} />
          <tbody>
            {lines.map((line) => (
              <tr key={line.key} className="border-divider border-b">
                <th scope="row" className="px-2 py-1 text-start font-normal whitespace-nowrap">
                  {nameOf(group, line)}
                </th>
                {measures.map((measure) => (
                  <Figure
                    key={measure}
                    measure={measure}
                    value={line.values[measure]}
                    href={hrefOf({ measure, by: group, key: line.key })}
                  />
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr className="font-semibold">
              <th scope="row" className="px-2 py-1 text-start">
                {closingText.total}
              </th>
              {measures.map((measure) => (
                <Figure key={measure} measure={measure} value={totalLine(lines)[measure]} href={hrefOf({ measure })} />
              ))}
            </tr>
          </tfoot>
        </table>
      </ScrollRegion>
    </Card>
  )
}

function Head({ group }: { group: ClosingGroup }) {
  const measures = measuresBy(group)
  const bands = [...new Set(measures.map((measure) => closingText.bands[measure]))]
  const head = 'bg-header-row border-divider border px-2 py-1 font-semibold whitespace-nowrap'
  return (
    <thead>
      <tr>
        <th scope="col" rowSpan={2} className={`${head} text-start`}>
          {closingText.groupHeads[group]}
        </th>
        {bands.map((band) => (
          <th
            key={band}
            scope="colgroup"
            colSpan={measures.filter((measure) => closingText.bands[measure] === band).length}
            className={head}
          >
            {band}
          </th>
        ))}
      </tr>
      <tr>
        {measures.map((measure) => (
          <th key={measure} scope="col" className={`${head} text-end`}>
            {closingText.measures[measure]}
          </th>
        ))}
      </tr>
    </thead>
  )
}

function Figure({ measure, value, href }: { measure: ClosingMeasure; value: bigint; href: string }) {
  const shown = closingUnits[measure] === 'fen' ? <Money amountFen={value} showUnit={false} /> : value.toString()
  return (
    <td className="tabular px-2 py-1 text-end">
      {value === 0n ? (
        <span className="text-ink-2">{shown}</span>
      ) : (
        <Link href={href} prefetch={false} className="link">
          {shown}
        </Link>
      )}
    </td>
  )
}

const nameOf = (group: ClosingGroup, { key, name }: ClosingLine): string =>
  group === 'kind'
    ? (Object.entries(filingText.kinds).find(([kind]) => kind === key)?.[1] ?? name)
    : key === 'general'
      ? closingText.general
      : name
