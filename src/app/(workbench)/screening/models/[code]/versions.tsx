import { StatusTag } from '#components/status-tag'
import { StepButton } from '#components/step-button'
import { Card } from '#components/ui/card'
import { Tag } from '#components/ui/tag'
import { beijingMinute } from '#domain/kernel/civil-date'
import type { VersionStep } from '#domain/screening/model-version'
import { modelText as text } from '#messages/zh/screening-models'
import type { ModelView, VersionView } from '#server/screening/model-queries'
import { approve, refuse, withdraw } from '../actions'
import { FactTable } from './table'

const statuses = { draft: 'notStarted', review: 'waiting', inUse: 'done', refused: 'returned', withdrawn: 'stopped' } as const
const acts = { approve, refuse, withdraw } as const satisfies Record<VersionStep, unknown>

/** What bureaus said of the model, newest first, with what this person can do with it. */
export function VersionsCard({ view: { built, versions } }: { view: ModelView }) {
  if (versions.length === 0)
    return (
      <Card title={text.versions}>
        <p className="text-ink-2">{text.noVersions}</p>
      </Card>
    )
  return (
    <Card title={text.versions} flush>
      <FactTable
        caption={text.versions}
        heads={text.versionHeads}
        rows={versions.map((row) => ({
          key: row.id,
          cells: [
            <span key="name" className="font-mono whitespace-nowrap">
              {row.name}
            </span>,
            <What key="what" row={row} built={built} />,
            row.decisionReason ? `${row.reason}（${row.decisionReason}）` : row.reason,
            text.period(row.beginsOn, row.endsOn),
            <Who key="who" row={row} />,
            <State key="state" row={row} />,
          ],
        }))}
      />
    </Card>
  )
}

function What({ row, built }: { row: VersionView; built: ModelView['built'] }) {
  const changes = Object.entries(row.parameters)
  if (row.kind !== 'parameters' || changes.length === 0) return row.kind === 'parameters' ? text.asBuilt : text.kinds[row.kind]
  return (
    <ul>
      {changes.map(([name, value]) => (
        <li key={name}>{text.changed(built.parameters[name]?.meaning ?? name, built.parameters[name]?.value, value)}</li>
      ))}
    </ul>
  )
}

function Who({ row }: { row: VersionView }) {
  return (
    <>
      {text.proposedBy(row.agencyName, row.proposedByName, beijingMinute(row.proposedAt))}
      {row.decidedAt && <p className="text-hint">{text.decidedBy(row.decidedByName ?? '', beijingMinute(row.decidedAt))}</p>}
    </>
  )
}

function State({ row }: { row: VersionView }) {
  return (
    <div className="space-y-1">
      <StatusTag kind={statuses[row.state]} label={text.states[row.state]} /> {row.inForce && <Tag tone="brand">{text.inForce}</Tag>}
      {row.steps.map(({ name, shut }) => (
        <StepButton
          key={name}
          label={text.steps[name]}
          shut={shut}
          variant={name === 'approve' ? 'primary' : 'outline'}
          fields={{ versionId: row.id, version: row.version }}
          action={acts[name]}
          confirm={
            name === 'approve'
              ? { body: text.approveBody }
              : name === 'refuse'
                ? { reason: { name: 'reason', label: text.reason } }
                : undefined
          }
        />
      ))}
    </div>
  )
}
