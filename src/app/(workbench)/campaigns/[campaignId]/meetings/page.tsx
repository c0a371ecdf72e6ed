import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { ButtonLink } from '#components/ui/button'
import { Card } from '#components/ui/card'
import { campaignText, meetingText } from '#messages/zh/campaign'
import { getMeetings } from '#server/campaign/meetings'
import { requireActor } from '#server/session'
import { CampaignHead } from '../head'
import { CallForm } from './call-form'
import { CallOff } from './call-off'
import { GroupForm } from './group-form'
import { MeetingForm } from './meeting-form'
import { MinutesForm } from './minutes-form'
import { ReplyForm } from './reply-form'

export const metadata = { title: campaignText.tabs.meetings }

type Props = { params: Promise<{ campaignId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }
type Page = NonNullable<Awaited<ReturnType<typeof getMeetings>>>

export default async function MeetingsPage({ params, searchParams }: Props) {
  const { campaignId } = await params
  const { edit } = await searchParams
  const page = await getMeetings(await requireActor(), campaignId)
  if (!page) notFound()

  const editing = page.mayManage && typeof edit === 'string' ? edit : null
  const kept = page.meetings.find(({ id }) => id === editing)
  return (
    <>
      <CampaignHead
        campaign={page}
        tab="meetings"
        actions={
          page.mayManage && (
            <>
              <ButtonLink href={`/campaigns/${campaignId}/meetings?edit=group`}>{meetingText.setGroup}</ButtonLink>
              <ButtonLink href={`/campaigns/${campaignId}/meetings?edit=meeting`}>{meetingText.record}</ButtonLink>
              <ButtonLink href={`/campaigns/${campaignId}/meetings?edit=call`} variant="primary">
                {meetingText.call}
              </ButtonLink>
            </>
          )
        }
      />
      <div className="space-y-3">
        {editing === 'meeting' && <MeetingForm campaignId={campaignId} attendees={page.attendees} agencies={page.agencies} />}
        {editing === 'group' && <GroupForm campaignId={campaignId} version={page.version} members={page.members} />}
        {editing === 'call' && <CallForm campaignId={campaignId} agencies={page.agencies} attendees={page.attendees} />}
        {kept && kept.state !== 'calledOff' && <MinutesForm meeting={kept} agencies={page.agencies} />}
        <Group members={page.members} />
        <Meetings meetings={page.meetings} mayManage={page.mayManage} />
      </div>
    </>
  )
}

function Group({ members }: { members: Page['members'] }) {
  return (
    <Card title={meetingText.group}>
      {members.length === 0 ? (
        <p className="text-ink-2">{meetingText.groupNone}</p>
      ) : (
        <ul className="desktop:grid-cols-3 tablet:grid-cols-2 large:grid-cols-1 grid grid-cols-1 gap-x-6 gap-y-1">
          {members.map((member) => (
            <li key={member.id}>
              <span className="text-ink-2 inline-block w-16">{member.role}</span>
              <span className="font-semibold">{member.name}</span>
              <span className="text-ink-2">{`　${member.agencyName}　${member.title}`}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function Meetings({ meetings, mayManage }: Pick<Page, 'meetings' | 'mayManage'>) {
  if (meetings.length === 0)
    return (
      <Card title={meetingText.meetings}>
        <p className="text-ink-2">{meetingText.none}</p>
      </Card>
    )
  return meetings.map((meeting) => (
    <Card
      key={meeting.id}
      title={`${meeting.title}　${meeting.heldOn}`}
      actions={
        mayManage &&
        meeting.state !== 'calledOff' && (
          <ButtonLink href={`/campaigns/${meeting.campaignId}/meetings?edit=${meeting.id}`}>{meetingText.keep[meeting.state]}</ButtonLink>
        )
      }
    >
      <dl className="space-y-2">
        {meeting.state !== 'held' && <Part term={meetingText.state}>{meetingText.states[meeting.state]}</Part>}
        {meeting.place !== '' && <Part term={meetingText.where}>{`${meeting.begins}　${meeting.place}`}</Part>}
        <Part term={meetingText.agenda}>{meeting.agenda}</Part>
        <Part term={meetingText.attendance}>
          {meeting.state === 'held'
            ? meetingText.counted(meeting.attendees.filter(({ present }) => present).length, meeting.attendees.length)
            : meetingText.answered(meeting.attendees.filter(({ reply }) => reply !== 'none').length, meeting.attendees.length)}
          <ul className="flex flex-wrap gap-x-5">
            {meeting.attendees.map((attendee) => (
              <li key={attendee.id} className={isThere(meeting, attendee) ? '' : 'text-warning'}>
                {[attendee.agencyName, attendee.name, wordOf(meeting, attendee)].filter((word) => word !== '').join('　')}
              </li>
            ))}
          </ul>
        </Part>
        {meeting.minutes !== '' && <Part term={meetingText.minutes}>{meeting.minutes}</Part>}
        {meeting.decisions.length > 0 && (
          <Part term={meetingText.decisions}>
            <ol className="list-decimal ps-5">
              {meeting.decisions.map(({ id, text, agencyName, dueOn }) => (
                <li key={id}>{meetingText.decided(text, agencyName, dueOn ?? '')}</li>
              ))}
            </ol>
          </Part>
        )}
      </dl>
      {meeting.mine && <ReplyForm attendee={meeting.mine} />}
      {mayManage && meeting.state === 'called' && <CallOff meeting={meeting} />}
    </Card>
  ))
}

type Meeting = Pick<Page['meetings'][number], 'state'>
type Attendee = Pick<Page['meetings'][number]['attendees'][number], 'present' | 'reply' | 'replyNote'>

const isThere = ({ state }: Meeting, { present, reply }: Attendee) => (state === 'held' ? present : reply === 'coming')

function wordOf({ state }: Meeting, { present, reply, replyNote }: Attendee): string {
  if (state === 'held') return present ? meetingText.present : meetingText.absent
  return `${meetingText.replies[reply]}${replyNote === '' ? '' : `（${replyNote}）`}`
}

const Part = ({ term, children }: { term: string; children: ReactNode }) => (
  <div className="flex gap-3">
    <dt className="text-ink-2 w-20 shrink-0">{term}</dt>
    <dd className="min-w-0 whitespace-pre-line">{children}</dd>
  </div>
)
