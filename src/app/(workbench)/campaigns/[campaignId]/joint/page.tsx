import Link from 'next/link'
import { notFound } from 'next/navigation'
import { CommandForm } from '#components/command-form'
import { StatusTag } from '#components/status-tag'
import { ButtonLink } from '#components/ui/button'
import { Card } from '#components/ui/card'
import { beijingMinute } from '#domain/kernel/civil-date'
import { campaignText } from '#messages/zh/campaign'
import { jointText } from '#messages/zh/joint-notice'
import { getJointNotices } from '#server/campaign/joint/queries'
import { requireActor } from '#server/session'
import { CampaignHead } from '../head'
import { draft } from './actions'
import { NoticeFields } from './notice-fields'
import { jointStatuses } from './statuses'

export const metadata = { title: campaignText.tabs.joint }

type Props = { params: Promise<{ campaignId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }
type Page = NonNullable<Awaited<ReturnType<typeof getJointNotices>>>

/** The joint notices of a campaign, and the form of a new one. */
export default async function JointNoticesPage({ params, searchParams }: Props) {
  const { campaignId } = await params
  const { edit } = await searchParams
  const page = await getJointNotices(await requireActor(), campaignId)
  if (!page) notFound()
  return (
    <>
      <CampaignHead
        campaign={page.campaign}
        tab="joint"
        actions={
          page.mayDraft && (
            <ButtonLink href={`/campaigns/${campaignId}/joint?edit=new`} variant="primary">
              {jointText.draft}
            </ButtonLink>
          )
        }
      />
      <div className="space-y-3">
        {page.mayDraft && edit === 'new' && (
          <Card title={jointText.draft} className="border-brand">
            <CommandForm action={draft} submitLabel={jointText.saveDraft} fields={{ campaignId }} draftKey={`joint-${campaignId}`}>
              <NoticeFields signers={page.signers} />
            </CommandForm>
          </Card>
        )}
        <Card title={jointText.title}>
          <p className="text-ink-2 mb-3">{jointText.lead}</p>
          <Notices campaignId={campaignId} notices={page.notices} />
        </Card>
      </div>
    </>
  )
}

function Notices({ campaignId, notices }: { campaignId: string; notices: Page['notices'] }) {
  if (notices.length === 0) return <p className="text-ink-2">{jointText.none}</p>
  return (
    <ul className="divide-line divide-y">
      {notices.map(({ id, title, state, documentNumber, draftedAt, issuedAt, signed, asked }) => (
        <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2">
          <StatusTag kind={jointStatuses[state]} label={jointText.states[state]} />
          <Link href={`/campaigns/${campaignId}/joint/${id}`} prefetch={false} className="link min-w-0 grow">
            {title}
          </Link>
          <span>{documentNumber ?? campaignText.documentNumberNone}</span>
          {state !== 'issued' && <span>{jointText.signed(signed, asked)}</span>}
          <span className="text-ink-2">{beijingMinute(issuedAt ?? draftedAt)}</span>
        </li>
      ))}
    </ul>
  )
}
