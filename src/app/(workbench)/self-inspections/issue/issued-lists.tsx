import Link from 'next/link'
import { CommandForm } from '#components/command-form'
import { StepButton } from '#components/step-button'
import { Card } from '#components/ui/card'
import { DescriptionList } from '#components/ui/description-list'
import { Disclosure } from '#components/ui/disclosure'
import { Field } from '#components/ui/field'
import { Input, Select } from '#components/ui/input'
import { issuingSteps, unfiledStates } from '#domain/self-inspection/steps'
import { issueText } from '#messages/zh/filing-review'
import { listText } from '#messages/zh/problem-lists'
import type { IssuedList } from '#server/self-inspection/issue-queries'
import { recall, reissue } from '../actions'
import { type IssuableList, listOptions } from './confirm-issue'

type Given = { campaignId: string; checklists: readonly IssuableList[] }

/** The versions that the campaign has issued; each can be taken back, and what was taken back sent again by another version. */
export function IssuedLists({ issued, ...given }: Given & { issued: readonly IssuedList[] }) {
  return (
    <Card title={issueText.history}>
      <p className="text-hint mb-2">{issueText.historyHint}</p>
      <div className="divide-divider divide-y">
        {issued.map((list) => (
          <Issued key={list.id} list={list} {...given} />
        ))}
      </div>
    </Card>
  )
}

function Issued({ list, campaignId, checklists }: Given & { list: IssuedList }) {
  const { counts } = list
  const count = (states: readonly (keyof typeof counts)[]) => states.reduce((sum, state) => sum + counts[state], 0)
  const recallable = count(issuingSteps.recall.from)
  const name = listText.named(list.name, list.year, list.versionNo)
  return (
    <section aria-label={name} className="space-y-2 py-3">
      <h3 className="font-semibold">
        <Link href={`/self-inspections/lists/${list.id}`} prefetch={false} className="link">
          {name}
        </Link>
      </h3>
      <DescriptionList
        columns={2}
        items={[
          { term: issueText.open, value: count(unfiledStates) },
          { term: issueText.submitted, value: counts.submitted },
          { term: issueText.accepted, value: counts.accepted },
          { term: issueText.recalled, value: counts.recalled },
          { term: issueText.due, value: list.dueOn },
        ]}
      />
      {recallable > 0 && (
        <StepButton
          label={issueText.recall}
          shut={null}
          fields={{ campaignId, checklistId: list.id }}
          action={recall}
          confirm={{
            title: issueText.recallTitle(name, recallable),
            reason: { name: 'reason', label: issueText.recallReason, required: true },
          }}
        />
      )}
      {counts.recalled > 0 && <Reissue list={list} campaignId={campaignId} checklists={checklists} />}
    </section>
  )
}

function Reissue({ list, campaignId, checklists }: Given & { list: IssuedList }) {
  const others = checklists.filter(({ id }) => id !== list.id)
  if (others.length === 0) return <p>{issueText.noNewer}</p>
  const newer = others.find(({ name, year, versionNo }) => name === list.name && year === list.year && versionNo > list.versionNo)
  return (
    <Disclosure summary={issueText.reissue} open>
      <CommandForm action={reissue} submitLabel={issueText.reissue} fields={{ campaignId, fromId: list.id }} scope={`reissue-${list.id}`}>
        <Field name="checklistId" label={issueText.reissueTo} required>
          <Select options={listOptions(others)} defaultValue={newer?.id} />
        </Field>
        {newer && (
          <Link href={`/self-inspections/lists/${newer.id}/changes?with=${list.id}`} prefetch={false} className="link">
            {issueText.differences}
          </Link>
        )}
        <Field name="dueOn" label={issueText.dueOn} required>
          <Input type="date" className="w-48" defaultValue={list.dueOn} />
        </Field>
      </CommandForm>
    </Disclosure>
  )
}
