import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { SheetButton } from '#components/sheet-links'
import { ButtonLink } from '#components/ui/button'
import { PageHead } from '#components/ui/card'
import { Disclosure } from '#components/ui/disclosure'
import { isUuid } from '#domain/kernel/uuid'
import { onSiteText } from '#messages/zh/on-site'
import { spotCheckText } from '#messages/zh/spot-check'
import { getOnSiteCheck } from '#server/self-inspection/on-site-queries'
import { requireActor } from '#server/session'
import { DisputesCard } from './disputes-card'
import { ItemTable } from './item-table'
import { LineForm } from './line-form'
import { SignCard } from './sign-card'

export const metadata: Metadata = { title: onSiteText.title }

type Asked = Record<string, string | string[] | undefined>

/** What two inspectors find of one institution, item by item. To other counties, departments and institutions it does not exist. */
export default async function OnSitePage({
  params,
  searchParams,
}: {
  params: Promise<{ spotCheckId: string; checkId: string }>
  searchParams: Promise<Asked>
}) {
  const { spotCheckId, checkId } = await params
  const actor = await requireActor()
  const check = isUuid(checkId) ? await getOnSiteCheck(actor, checkId) : null
  if (!check || check.spotCheckId !== spotCheckId) notFound()
  const { item: asked } = await searchParams
  const open = check.may.record ? check.items.find(({ id }) => id === asked) : undefined
  const path = `/self-inspections/spot-checks/${spotCheckId}/${checkId}`
  return (
    <>
      <PageHead
        title={`${onSiteText.title}：${check.filing.institutionName}`}
        trail={
          check.draw && (
            <Link href={`/self-inspections/spot-checks/${spotCheckId}`} prefetch={false} className="link">
              {spotCheckText.title} {check.draw.number}
            </Link>
          )
        }
        lead={`${check.filing.campaign.name} · ${check.filing.number}`}
        actions={
          <>
            <ButtonLink href={`${path}/sheet`}>{onSiteText.print}</ButtonLink>
            <SheetButton kind="recheckRecord" id={check.id} />
          </>
        }
      />
      <p className="text-ink-2">{onSiteText.lead}</p>
      <Disclosure summary={onSiteText.goLead} quiet className="mb-3">
        <ul className="text-hint list-disc ps-6">
          {onSiteText.goHelp.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </Disclosure>
      <div className="grid gap-4 desktop:grid-cols-[1fr_22rem]">
        <div className="min-w-0 space-y-4">
          <DisputesCard check={check} />
          {open && <LineForm key={open.id} check={check} item={open} />}
          <ItemTable check={check} path={path} open={open?.id} />
        </div>
        <div className="space-y-4">
          <SignCard check={check} />
        </div>
      </div>
    </>
  )
}
