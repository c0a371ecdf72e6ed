import { CommandForm } from '#components/command-form'
import { StatusTag } from '#components/status-tag'
import { StepButton } from '#components/step-button'
import { Button, ButtonLink } from '#components/ui/button'
import { Card } from '#components/ui/card'
import { Field } from '#components/ui/field'
import { Select, Textarea } from '#components/ui/input'
import { UploadField } from '#components/upload-field'
import { beijingMinute } from '#domain/kernel/civil-date'
import { departmentShort, dutyText } from '#messages/zh/campaign'
import type { getDutyCell } from '#server/campaign/duty-matrix'
import { assignOwner, progress, reopen } from '../../actions'

type Cell = NonNullable<Awaited<ReturnType<typeof getDutyCell>>>
type Assignment = Cell['assignments'][number]

const kinds = { notStarted: 'notStarted', inProgress: 'open', done: 'done' } as const

/** One cell of the matrix opened: the plan's words, who answers for them in each agency, how it goes, and what this person may do. */
export function CellPanel({ cell, campaignId }: { cell: Cell; campaignId: string }) {
  const { duty, department, assignments } = cell
  const own = assignments.filter(({ steps, mayAssign }) => steps.length > 0 || mayAssign)
  return (
    <Card
      title={dutyText.panel(`${duty.number ?? ''}${duty.title}`, departmentShort(department))}
      className="border-brand"
      actions={
        <ButtonLink href={`/campaigns/${campaignId}/duties`} size="sm" scroll={false}>
          {dutyText.close}
        </ButtonLink>
      }
    >
      <p className="mb-3 whitespace-pre-line">
        <span className="text-ink-2">{dutyText.source}：</span>
        {duty.text}
      </p>
      {/* By version: once one of its forms has changed the duty, the others speak of what it is now. */}
      {own.map((assignment) => (
        <OwnAssignment key={assignment.id} assignment={assignment} colleagues={cell.colleagues} />
      ))}
      <AssignmentTable assignments={assignments} />
    </Card>
  )
}

function AssignmentTable({ assignments }: { assignments: readonly Assignment[] }) {
  const headings = [
    dutyText.agencies,
    dutyText.partHeading,
    dutyText.owner,
    dutyText.dueOn,
    dutyText.stateHeading,
    dutyText.progress,
    dutyText.proofs,
  ]
  return (
    <div className="max-h-72 overflow-auto">
      <table className="w-full border-collapse">
        <thead>
          <tr className="bg-header-row text-ink-2">
            {headings.map((heading) => (
              <th
                key={heading}
                scope="col"
                className="border-divider bg-header-row sticky top-0 border-b px-2 py-1 text-start font-semibold whitespace-nowrap"
              >
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {assignments.map((assignment) => (
            <tr key={assignment.id}>
              <th scope="row" className="border-divider border-b px-2 py-1 text-start font-normal">
                {assignment.agencyName}
              </th>
              <td className="border-divider border-b px-2 py-1 whitespace-nowrap">{dutyText.part[assignment.part]}</td>
              <td className="border-divider border-b px-2 py-1 whitespace-nowrap">{assignment.ownerName ?? dutyText.noOwner}</td>
              <td
                className="border-divider border-b px-2 py-1 whitespace-nowrap"
                title={assignment.dueText ? dutyText.dueWords(assignment.dueText) : undefined}
              >
                {dutyText.due(assignment.dueText, assignment.dueOn)}
              </td>
              <td className="border-divider border-b px-2 py-1 whitespace-nowrap">
                <StatusTag kind={kinds[assignment.state]} label={dutyText.states[assignment.state]} />
              </td>
              <td className="border-divider min-w-56 border-b px-2 py-1">
                {assignment.progress || <span className="text-hint">{dutyText.noProgress}</span>}
                {assignment.progressAt && <span className="text-hint">{`　${beijingMinute(assignment.progressAt)}`}</span>}
              </td>
              <td className="border-divider border-b px-2 py-1">
                {assignment.proofs.map(({ fileId, title }) => (
                  <a key={fileId} href={`/api/files/${fileId}`} className="link block">
                    {title}
                  </a>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** What the own agency can do: name who answers for it, report, strike off, take up again. */
function OwnAssignment({ assignment, colleagues }: { assignment: Assignment; colleagues: Cell['colleagues'] }) {
  const { id, version, steps, mayAssign } = assignment
  const mayReport = steps.includes('report')
  return (
    <section aria-label={assignment.agencyName} className="border-divider rounded-control mb-3 space-y-3 border px-3 py-3">
      <h3 className="font-semibold">{assignment.agencyName}</h3>
      {mayAssign && colleagues.length > 0 && (
        <CommandForm
          action={assignOwner}
          submitLabel={dutyText.assign}
          version={version}
          fields={{ assignmentId: id }}
          submitVariant="outline"
        >
          <Field name="ownerId" label={dutyText.choose}>
            <Select
              options={colleagues.map((person) => ({ value: person.id, label: person.name }))}
              defaultValue={assignment.ownerId ?? undefined}
              className="w-56"
            />
          </Field>
        </CommandForm>
      )}
      {mayReport && (
        <CommandForm
          action={progress}
          submitLabel={dutyText.report}
          version={version}
          fields={{ assignmentId: id }}
          draftKey={`duty-${id}`}
          secondary={
            <Button type="submit" name="complete" value="1">
              {dutyText.complete}
            </Button>
          }
        >
          <Field name="progress" label={dutyText.progressLabel} hint={dutyText.progressHint} required>
            <Textarea rows={3} maxLength={2000} defaultValue={assignment.progress} />
          </Field>
          <UploadField key={assignment.proofs.length} name="evidenceFileIds" label={dutyText.proofLabel} multiple />
        </CommandForm>
      )}
      {steps.includes('reopen') && (
        <StepButton
          label={dutyText.reopen}
          shut={null}
          fields={{ assignmentId: id, version }}
          action={reopen}
          confirm={{ reason: { name: 'reason', label: dutyText.reopenReason } }}
        />
      )}
    </section>
  )
}
