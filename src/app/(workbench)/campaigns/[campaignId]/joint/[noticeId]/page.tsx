import { notFound } from 'next/navigation'
import { CommandForm } from '#components/command-form'
import { StatusTag } from '#components/status-tag'
import { ButtonLink, DownloadLink } from '#components/ui/button'
import { Card } from '#components/ui/card'
import { DescriptionList } from '#components/ui/description-list'
import { beijingMinute } from '#domain/kernel/civil-date'
import { campaignText } from '#messages/zh/campaign'
import { jointText } from '#messages/zh/joint-notice'
import { getJointNotice, type JointNoticeView } from '#server/campaign/joint/queries'
import { requireActor } from '#server/session'
import { CampaignHead } from '../../head'
import { redraft } from '../actions'
import { NoticeFields } from '../notice-fields'
import { jointStatuses, signatureStatuses } from '../statuses'
import { NoticeSteps } from './notice-steps'

export const metadata = { title: campaignText.tabs.joint }

/** One joint notice: its words, what each department said to them, and what is to be done. */
export default async function JointNoticePage({ params }: { params: Promise<{ campaignId: string; noticeId: string }> }) {
  const { campaignId, noticeId } = await params
  const notice = await getJointNotice(await requireActor(), noticeId)
  if (!notice || notice.campaignId !== campaignId) notFound()
  const here = `/campaigns/${campaignId}/joint/${noticeId}`
  const mayRedraft = notice.steps.some(({ name, shut }) => name === 'redraft' && shut === null)
  return (
    <>
      <CampaignHead
        campaign={notice.campaign}
        tab="joint"
        actions={
          <>
            <ButtonLink href={`${here}/paper?as=pages`} variant="primary">
              {jointText.pages}
            </ButtonLink>
            <DownloadLink href={`${here}/paper`}>{notice.issuedAt ? jointText.paper : jointText.draftPaper}</DownloadLink>
          </>
        }
      />
      <div className="grid gap-4 desktop:grid-cols-[1fr_22rem]">
        <div className="min-w-0 space-y-4">
          <Words notice={notice} />
          {mayRedraft && (
            <Card title={jointText.steps.redraft}>
              <p className="text-warning mb-2">{jointText.redraftWarning}</p>
              <CommandForm
                action={redraft}
                submitLabel={jointText.saveRedraft}
                version={notice.version}
                fields={{ noticeId }}
                submitVariant="outline"
              >
                <NoticeFields signers={notice.signers} kept={notice} />
              </CommandForm>
            </Card>
          )}
        </div>
        <div className="space-y-4">
          <NoticeSteps notice={notice} />
          <Signatures notice={notice} />
        </div>
      </div>
    </>
  )
}

function Words({ notice }: { notice: JointNoticeView }) {
  return (
    <Card title={notice.title} actions={<StatusTag kind={jointStatuses[notice.state]} label={jointText.states[notice.state]} />}>
      <DescriptionList
        items={[
          { term: jointText.leading, value: notice.agencyName },
          { term: jointText.recipients, value: notice.recipients.join('、') },
          { term: jointText.copies, value: notice.copies.join('、') || '—' },
          { term: jointText.drafter, value: jointText.by(notice.draftedByName, beijingMinute(notice.draftedAt)) },
          ...(notice.issuedAt
            ? [
                {
                  term: jointText.issuer,
                  value: jointText.by(notice.issuedByName, beijingMinute(notice.issuedAt)),
                  note: notice.documentNumber ?? undefined,
                },
              ]
            : []),
          ...(notice.textSha256 ? [{ term: jointText.hash, value: notice.textSha256, note: jointText.revision(notice.revision) }] : []),
        ]}
      />
      <p className="mt-3 break-words whitespace-pre-line">{notice.body}</p>
    </Card>
  )
}

function Signatures({ notice: { signatures } }: { notice: JointNoticeView }) {
  return (
    <Card title={jointText.signatures}>
      {signatures.length === 0 && <p className="text-ink-2">{jointText.notAsked}</p>}
      <ul className="space-y-2">
        {signatures.map(({ id, agencyName, state, revision, decidedByName, decidedAt, reason }) => (
          <li key={id}>
            <span className="flex flex-wrap items-center gap-x-3">
              <StatusTag kind={signatureStatuses[state]} label={jointText.signatureStates[state]} />
              <span>{agencyName}</span>
              <span className="text-ink-2">{jointText.revision(revision)}</span>
            </span>
            {decidedAt && <span className="text-ink-2">{jointText.by(decidedByName, beijingMinute(decidedAt))}</span>}
            {reason !== '' && <p>{reason}</p>}
          </li>
        ))}
      </ul>
    </Card>
  )
}
