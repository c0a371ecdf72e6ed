import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { PageHead } from '#components/ui/card'
import { beijingMinute } from '#domain/kernel/civil-date'
import { formatYuan } from '#domain/kernel/money'
import { isUuid } from '#domain/kernel/uuid'
import { onSiteText } from '#messages/zh/on-site'
import { getOnSiteCheck, type OnSiteItem } from '#server/self-inspection/on-site-queries'
import { requireActor } from '#server/session'
import { answerOf } from '../item-table'
import { wholeOf } from '../sign-card'
import { PrintButton } from './print-button'

export const metadata: Metadata = { title: onSiteText.sheetTitle }

/** The form on paper: blank where nothing is recorded yet, for the site; with results and signatures afterwards. */
export default async function SheetPage({ params }: { params: Promise<{ spotCheckId: string; checkId: string }> }) {
  const { spotCheckId, checkId } = await params
  const check = isUuid(checkId) ? await getOnSiteCheck(await requireActor(), checkId) : null
  if (!check || check.spotCheckId !== spotCheckId) notFound()
  const cell = 'border border-control px-2 py-1 text-start align-top font-normal'
  const ordered = [...check.items].sort((one, other) => Number(other.findings.length > 0) - Number(one.findings.length > 0))
  return (
    <>
      <PageHead
        title={onSiteText.sheetTitle}
        trail={
          <Link href={`/self-inspections/spot-checks/${spotCheckId}/${checkId}`} prefetch={false} className="link no-print">
            {onSiteText.back}
          </Link>
        }
        lead={onSiteText.sheetOf(check.draw?.number ?? '', check.filing.number)}
        actions={<PrintButton />}
      />
      <p className="text-hint no-print mb-2">{onSiteText.printHint}</p>
      <dl className="mb-2 grid gap-x-6 tablet:grid-cols-2">
        {[
          [onSiteText.institution, `${check.filing.institutionName}（${check.filing.institution.code}）`],
          [onSiteText.campaign, check.filing.campaign.name],
          [onSiteText.inspectors, check.present.map(({ userName }) => userName).join('、') || onSiteText.noInspectors],
          [onSiteText.whole, wholeOf(check)],
        ].map(([term, value]) => (
          <div key={term} className="flex gap-2">
            <dt className="font-semibold whitespace-nowrap">{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <table className="bg-panel w-full border-collapse">
        <caption className="sr-only">{onSiteText.sheetTitle}</caption>
        <thead>
          <tr>
            {[onSiteText.item, onSiteText.declared, onSiteText.result, onSiteText.difference, onSiteText.note].map((heading) => (
              <th key={heading} scope="col" className={`${cell} bg-header-row font-semibold whitespace-nowrap`}>
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ordered.map((item) => (
            <SheetRow key={item.id} item={item} cell={cell} />
          ))}
        </tbody>
      </table>
      <div className="keep-together mt-4 grid gap-6 tablet:grid-cols-2">
        {onSiteText.sheetSigns.map((sign, place) => (
          <p key={sign} className="border-control border-b pb-6">
            {sign}
            {place === 0 && check.firstSignedAt && onSiteText.firstSigned(check.firstName ?? '', beijingMinute(check.firstSignedAt))}
            {place === 1 && check.checkedAt && onSiteText.secondSigned(check.secondName ?? '', beijingMinute(check.checkedAt))}
          </p>
        ))}
      </div>
    </>
  )
}

function SheetRow({ item, cell }: { item: OnSiteItem; cell: string }) {
  const { line, findings } = item
  const choices = Object.values(onSiteText.results).map((name) => `□ ${name}`)
  return (
    <tr>
      <th scope="row" className={cell}>
        <span className="font-mono">{item.code}</span> {item.text}
      </th>
      <td className={cell}>
        {answerOf(item)} {findings.length > 0 && formatYuan(item.declaredFen)}
      </td>
      <td className={`${cell} whitespace-nowrap`}>
        {line ? onSiteText.results[line.result] : choices.map((one) => <p key={one}>{one}</p>)}
      </td>
      <td className={`${cell} tabular text-end`}>{line?.differenceFen ? formatYuan(line.differenceFen) : ''}</td>
      <td className={`${cell} min-w-40`}>{line?.note}</td>
    </tr>
  )
}
