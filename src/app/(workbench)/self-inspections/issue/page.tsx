import Link from 'next/link'
import { notFound } from 'next/navigation'
import { Card, PageHead } from '#components/ui/card'
import { EmptyState } from '#components/ui/empty-state'
import { Tabs } from '#components/ui/tabs'
import { selectionOf } from '#domain/self-inspection/inputs'
import { issueText } from '#messages/zh/filing-review'
import { filingText } from '#messages/zh/self-inspection'
import { goesTo } from '#server/desk/navigation'
import { type IssuableCampaign, type IssuedList, listIssuable, listIssued, previewIssue } from '#server/self-inspection/issue-queries'
import { requireActor } from '#server/session'
import { ConfirmIssue } from './confirm-issue'
import { IssuedLists } from './issued-lists'
import { PreviewTable } from './preview-table'
import { SelectionForm } from './selection-form'

export const metadata = { title: issueText.title }

type Asked = Record<string, string | string[] | undefined>

/** Sends a problem list to chosen institutions of a campaign: whom, how many, and only then the act. What was issued can be taken back here. */
export default async function IssuePage({ searchParams }: { searchParams: Promise<Asked> }) {
  const actor = await requireActor()
  if (!goesTo(actor, 'selfInspections')) notFound()
  const issuable = await listIssuable(actor)
  const asked = await searchParams
  const campaign = issuable.campaigns.find(({ id }) => id === asked.campaign) ?? issuable.campaigns[0]
  return (
    <>
      <PageHead
        title={issueText.title}
        lead={issueText.lead}
        trail={
          <Link href="/self-inspections" prefetch={false} className="link">
            {filingText.title}
          </Link>
        }
      />
      {!campaign ? (
        <EmptyState title={issueText.none} next={issueText.noneNext} />
      ) : (
        <>
          {issuable.campaigns.length > 1 && (
            <Tabs
              label={issueText.title}
              tabs={issuable.campaigns.map(({ id, name }) => ({
                href: `/self-inspections/issue?campaign=${id}`,
                label: name,
                current: id === campaign.id,
              }))}
            />
          )}
          <Issuing key={campaign.id} campaign={campaign} asked={asked} issuable={issuable} />
        </>
      )}
    </>
  )
}

/** The list that most of the campaign's institutions have already: those that come later get the same. */
function usualList(issued: readonly IssuedList[]): string | undefined {
  const held = ({ counts }: IssuedList) => Object.values(counts).reduce((sum, count) => sum + count, 0) - counts.recalled
  const [most] = [...issued].sort((one, other) => held(other) - held(one))
  return most && held(most) > 0 ? most.id : undefined
}

type Issuable = Awaited<ReturnType<typeof listIssuable>>

async function Issuing({ campaign, asked, issuable }: { campaign: IssuableCampaign; asked: Asked; issuable: Issuable }) {
  const actor = await requireActor()
  const selection = selectionOf(asked)
  const issued = await listIssued(actor, campaign.id)
  const wanted = [asked.checklist, usualList(issued)].find((id) => issuable.checklists.some((list) => list.id === id))
  const list = issuable.checklists.find(({ id }) => id === wanted) ?? issuable.checklists[0]
  if (!list) return <EmptyState title={issueText.noList} next={issueText.noListNext} />
  const preview = await previewIssue(actor, campaign, selection, list.id)
  const waiting = preview.counts.reduce((sum, row) => sum + row.waiting, 0)
  return (
    <div className="mt-3 grid gap-4 desktop:grid-cols-[1fr_24rem]">
      <div className="min-w-0 space-y-4">
        <SelectionForm
          key={list.id}
          campaignId={campaign.id}
          list={list}
          checklists={issuable.checklists}
          selection={selection}
          counties={preview.counties}
          fields={issuable.fields}
        />
        <Card title={issueText.previewTitle} flush>
          <PreviewTable counts={preview.counts} />
          {preview.unknown.length > 0 && <p className="text-danger px-4 py-2">{issueText.unknown(preview.unknown.join('、'))}</p>}
        </Card>
      </div>
      <div className="space-y-4">
        <ConfirmIssue
          key={JSON.stringify([list.id, selection, waiting])}
          campaign={campaign}
          list={list}
          selection={selection}
          waiting={waiting}
        />
        {issued.length > 0 && <IssuedLists campaignId={campaign.id} issued={issued} checklists={issuable.checklists} />}
      </div>
    </div>
  )
}
