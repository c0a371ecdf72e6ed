import Link from 'next/link'
import { notFound } from 'next/navigation'
import { AuditTrail } from '#components/audit-trail'
import { StageBar } from '#components/stage-bar'
import { ButtonLink } from '#components/ui/button'
import { Card } from '#components/ui/card'
import { beijingMinute } from '#domain/kernel/civil-date'
import { campaignActions, campaignText, cockpitText } from '#messages/zh/campaign'
import { getCampaign } from '#server/campaign/queries'
import { requireActor } from '#server/session'
import { CampaignHead } from './head'
import { Numbers } from './numbers'
import { OwnCommitment, OwnReceipt } from './own-receipt'
import type { CampaignPage } from './page-data'
import { DepartmentProgress } from './progress'
import { CampaignSteps } from './steps'

export const metadata = { title: campaignText.title }

type Props = { params: Promise<{ campaignId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function CampaignCockpit({ params, searchParams }: Props) {
  const actor = await requireActor()
  const { campaignId } = await params
  const { metric } = await searchParams
  const campaign = await getCampaign(actor, campaignId)
  if (!campaign) notFound()

  const asksReceipt = campaign.state === 'launched' && campaign.own !== null && campaign.own.receivedAt === null
  const isLaunched = campaign.state === 'launched' || campaign.state === 'closed'
  return (
    <>
      <CampaignHead campaign={campaign} tab="cockpit" />
      <div className="space-y-3">
        {asksReceipt && campaign.own && <OwnReceipt receipt={campaign.own} from={campaign.agencyName} />}
        {!asksReceipt && campaign.mayCommit && <OwnCommitment campaignId={campaign.id} />}
        {campaign.adoption.mayAdopt && campaign.own?.receivedAt && <AdoptCard campaign={campaign} />}
        <Glance campaign={campaign} />
        <Card title={cockpitText.stages}>
          <StageBar
            today={campaign.today}
            stages={campaign.stages.map(({ id, title, startsOn, dueOn, dueText }) => ({ id, title, startsOn, dueOn, words: dueText }))}
          />
          {isLaunched && <Slippage stages={campaign.stages} />}
        </Card>
        {isLaunched && <Numbers actor={actor} campaign={campaign} asked={typeof metric === 'string' ? metric : undefined} />}
        {isLaunched && <DepartmentProgress campaign={campaign} />}
        {campaign.trail.length > 0 && (
          <Card title={cockpitText.trail}>
            <AuditTrail
              entries={campaign.trail.map(({ id, at, actorName, action, change }) => ({
                id,
                at: beijingMinute(at),
                who: actorName,
                action: campaignActions[action] ?? action,
                reason: reasonOf(change),
              }))}
            />
          </Card>
        )}
      </div>
    </>
  )
}

/** The reason that a step carried, when it carried one. */
function reasonOf(change: unknown): string | null {
  const reason = typeof change === 'object' && change !== null && 'reason' in change ? change.reason : null
  return Array.isArray(reason) && typeof reason[1] === 'string' ? reason[1] : null
}

/** In one line: what waits for this person, who has signed, how the duties go, where it comes from. */
function Glance({ campaign }: { campaign: CampaignPage }) {
  const { id, steps, receipts, duties, parent, later, adoption, state } = campaign
  const isLaunched = state === 'launched' || state === 'closed'
  return (
    <Card title={cockpitText.glance}>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
        {isLaunched && receipts.total > 0 && (
          <Link href={`/campaigns/${id}/recipients`} prefetch={false} className="link">
            {cockpitText.receipts(receipts.signed, receipts.total)}
          </Link>
        )}
        {receipts.unmatched > 0 && (
          <Link href={`/campaigns/${id}/recipients`} prefetch={false} className="link text-warning">
            {cockpitText.unmatchedCount(receipts.unmatched)}
          </Link>
        )}
        {isLaunched && (
          <Link href={`/campaigns/${id}/duties`} prefetch={false} className="link">
            {cockpitText.dutiesLine(duties.done, duties.total, duties.late)}
          </Link>
        )}
        {parent && (
          <Link href={`/campaigns/${parent.id}`} prefetch={false} className="link">
            {`${cockpitText.parent}：${parent.documentNumber ?? parent.name}`}
          </Link>
        )}
        {later.length > 0 && (
          <Link href={`/campaigns/${id}/plan#stages`} prefetch={false} className="link text-warning">
            {cockpitText.laterThanParent(later.length)}
          </Link>
        )}
        {adoption.made && (
          <Link href={`/campaigns/${adoption.made.id}`} prefetch={false} className="link">
            {cockpitText.adopted(campaignText.states[adoption.made.state])}
          </Link>
        )}
        {campaign.own?.receivedAt && (
          <span className="text-ink-2">
            {cockpitText.signed(campaign.own.receivedByName ?? '', beijingMinute(campaign.own.receivedAt))}
          </span>
        )}
      </div>
      {steps.length > 0 && (
        <div className="mt-3">
          <CampaignSteps campaign={campaign} steps={steps} />
        </div>
      )}
    </Card>
  )
}

function AdoptCard({ campaign }: { campaign: CampaignPage }) {
  return (
    <Card
      title={cockpitText.adoptTitle}
      actions={
        <ButtonLink href={`/campaigns/${campaign.id}/adopt`} variant="primary" size="sm">
          {cockpitText.adopt}
        </ButtonLink>
      }
    >
      <p>{cockpitText.adoptBody}</p>
    </Card>
  )
}

function Slippage({ stages }: { stages: CampaignPage['stages'] }) {
  const slipped = stages.filter(({ slippedDays }) => slippedDays > 0)
  if (slipped.length === 0) return <p className="text-ink-2 mt-2">{cockpitText.onTime}</p>
  return (
    <ul className="mt-2 space-y-1">
      {slipped.map(({ id, title, slippedDays, duties }) => (
        <li key={id} className="text-danger font-semibold">
          {cockpitText.slipped(title, slippedDays, duties.total - duties.done)}
        </li>
      ))}
    </ul>
  )
}
