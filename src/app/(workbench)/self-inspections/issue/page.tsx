import { notFound } from 'next/navigation'
import { CommandForm } from '#components/command-form'
import { Card, PageHead } from '#components/ui/card'
import { Checkbox } from '#components/ui/choice'
import { DescriptionList } from '#components/ui/description-list'
import { EmptyState } from '#components/ui/empty-state'
import { Field } from '#components/ui/field'
import { Input, Select } from '#components/ui/input'
import { Tabs } from '#components/ui/tabs'
import { issueText } from '#messages/zh/filing-review'
import { filingText } from '#messages/zh/self-inspection'
import { goesTo } from '#server/desk/navigation'
import { listIssuable } from '#server/self-inspection/issue-queries'
import { requireActor } from '#server/session'
import { issue } from '../actions'

export const metadata = { title: issueText.title }

type Issuable = Awaited<ReturnType<typeof listIssuable>>

/** Sends the problem list to every institution of the campaign's region that has none yet. */
export default async function IssuePage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const actor = await requireActor()
  if (!goesTo(actor, 'selfInspections')) notFound()
  const { campaigns, checklists } = await listIssuable(actor)
  const { campaign: asked } = await searchParams
  const campaign = campaigns.find(({ id }) => id === asked) ?? campaigns[0]
  return (
    <>
      <PageHead title={issueText.title} lead={issueText.lead} />
      {!campaign ? (
        <EmptyState title={issueText.none} next={issueText.noneNext} />
      ) : (
        <>
          {campaigns.length > 1 && (
            <Tabs
              label={issueText.title}
              tabs={campaigns.map(({ id, name, waiting }) => ({
                href: `/self-inspections/issue?campaign=${id}`,
                label: name,
                count: waiting,
                current: id === campaign.id,
              }))}
            />
          )}
          <IssueCard key={campaign.id} campaign={campaign} checklists={checklists} />
        </>
      )}
    </>
  )
}

function IssueCard({ campaign, checklists }: { campaign: Issuable['campaigns'][number]; checklists: Issuable['checklists'] }) {
  const [stage] = campaign.stages
  return (
    <Card title={campaign.name} className="mt-3 max-w-220">
      <DescriptionList
        columns={2}
        items={[
          { term: issueText.issuedAlready, value: issueText.houses(campaign._count.filings) },
          { term: issueText.waiting, value: issueText.houses(campaign.waiting) },
        ]}
      />
      {campaign.waiting === 0 ? (
        <p className="text-ink-2 mt-3">{issueText.allIssued}</p>
      ) : (
        <CommandForm action={issue} submitLabel={issueText.issue} fields={{ campaignId: campaign.id }} className="mt-4">
          <Field name="checklistId" label={issueText.checklist} required>
            <Select
              options={checklists.map(({ id, name, year, versionNo, _count }) => ({
                value: id,
                label: issueText.checklistOption(name, year, versionNo, _count.items),
              }))}
            />
          </Field>
          <fieldset>
            <legend className="font-semibold">{issueText.kinds}</legend>
            <div className="flex flex-wrap gap-x-6">
              {campaign.byKind.map(({ kind, count }) => (
                <Checkbox
                  key={kind}
                  name="kinds"
                  value={kind}
                  label={issueText.kindOption(filingText.kinds[kind], count)}
                  defaultChecked={count > 0}
                  disabled={count === 0}
                />
              ))}
            </div>
          </fieldset>
          <Field name="dueOn" label={issueText.dueOn} hint={stage?.dueText ? issueText.dueHint(stage.dueText) : undefined} required>
            <Input type="date" className="w-48" defaultValue={stage?.dueOn?.toISOString().slice(0, 10)} />
          </Field>
        </CommandForm>
      )}
    </Card>
  )
}
