import Link from 'next/link'
import { notFound } from 'next/navigation'
import { DataTable } from '#components/data-table'
import { packRows } from '#components/packed-rows'
import { StatusTag } from '#components/status-tag'
import { StepButton } from '#components/step-button'
import type { Column } from '#components/table-column'
import { ButtonLink } from '#components/ui/button'
import { Card, PageHead } from '#components/ui/card'
import { Disclosure } from '#components/ui/disclosure'
import { beijingDay } from '#domain/kernel/civil-date'
import { listText } from '#messages/zh/problem-lists'
import { filingText } from '#messages/zh/self-inspection'
import { goesTo } from '#server/desk/navigation'
import { type ChecklistView, getChecklist } from '#server/self-inspection/list/list-queries'
import { requireActor } from '#server/session'
import { discard, issueList } from '../actions'
import { AssignForms } from './assign-forms'

export const metadata = { title: listText.title }

const statuses = { draft: 'waiting', issued: 'done', discarded: 'stopped' } as const

/** One version of a problem list, field by field. */
export default async function ChecklistPage({ params }: { params: Promise<{ checklistId: string }> }) {
  const { checklistId } = await params
  const actor = await requireActor()
  const list = goesTo(actor, 'selfInspections') ? await getChecklist(actor, checklistId) : null
  if (!list) notFound()
  return (
    <>
      <PageHead
        title={listText.named(list.name, list.year, list.versionNo)}
        trail={
          <Link href="/self-inspections/lists" prefetch={false} className="link">
            {listText.title}
          </Link>
        }
        lead={<Standing list={list} />}
        actions={
          <>
            {(list.previous || list.base) && (
              <ButtonLink href={`/self-inspections/lists/${list.id}/changes`}>{listText.differences}</ButtonLink>
            )}
            <Steps list={list} />
          </>
        }
      />
      {list.state === 'draft' && <p className="text-ink-2 mb-3">{listText.draftLead}</p>}
      <div className="space-y-4">
        {list.maySort && <AssignForms list={list} />}
        <Laws laws={list.laws} />
        {sectionsOf(list).map(({ name, items }) => (
          <Section key={name} name={name} items={items} />
        ))}
      </div>
    </>
  )
}

function Standing({ list }: { list: ChecklistView }) {
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <StatusTag kind={statuses[list.state]} label={listText.states[list.state]} />
      <span>{list.agency?.name ?? listText.platform}</span>
      {list.base && <span>{listText.standsOn(listText.named(list.base.name, list.base.year, list.base.versionNo))}</span>}
      {list.importedByName && <span>{listText.importedBy(list.importedByName)}</span>}
      {list.issuedByName && list.issuedAt && <span>{listText.issuedBy(list.issuedByName, beijingDay(list.issuedAt))}</span>}
    </span>
  )
}

const acts = { issue: issueList, discard } as const
const bodies = { issue: listText.issueBody, discard: listText.discardBody } as const

const Steps = ({ list }: { list: ChecklistView }) =>
  list.steps.map(({ name, shut }) => (
    <StepButton
      key={name}
      label={listText.steps[name]}
      shut={shut}
      fields={{ checklistId: list.id, version: list.version }}
      action={acts[name]}
      variant={name === 'issue' ? 'primary' : 'outline'}
      confirm={{ body: bodies[name] }}
    />
  ))

function Laws({ laws }: { laws: ChecklistView['laws'] }) {
  if (laws.length === 0) return null
  return (
    <Disclosure summary={listText.laws}>
      <ul className="list-disc ps-5">
        {laws.map(({ title, known, inForceFrom, inForceTo }) => (
          <li key={title}>
            《{title}》{known ? listText.inForce(inForceFrom, inForceTo) : listText.lawUnknown}
          </li>
        ))}
      </ul>
    </Disclosure>
  )
}

type Item = ChecklistView['items'][number]

function sectionsOf(list: ChecklistView): { name: string; items: Item[] }[] {
  const names = new Map(list.fields.map((field) => [field.id, field.name]))
  const nameOf = (item: Item) =>
    item.fieldId
      ? (names.get(item.fieldId) ?? item.fieldId)
      : item.fieldName
        ? `${listText.unassigned}：${item.fieldName}`
        : filingText.general
  return [...new Set(list.items.map(nameOf))].map((name) => ({ name, items: list.items.filter((item) => nameOf(item) === name) }))
}

type ItemRow = { id: string; code: string; text: string; violationType: string; basis: string; appliesTo: string; change: string | null }

const columns: readonly Column<ItemRow>[] = [
  { id: 'code', header: listText.code, kind: 'code' },
  { id: 'text', header: listText.text, wide: true },
  { id: 'violationType', header: listText.violationType },
  { id: 'basis', header: listText.columns.basis, secondary: true },
  { id: 'appliesTo', header: listText.appliesTo, secondary: true },
]
const extended: readonly Column<ItemRow>[] = [...columns, { id: 'change', header: listText.change, labels: listText.changes }]

function Section({ name, items }: { name: string; items: readonly Item[] }) {
  const rows: ItemRow[] = items.map((item) => ({
    id: item.id,
    code: item.code,
    text: item.text,
    violationType: item.violationType,
    basis: item.basis,
    appliesTo: [...item.kinds.map((kind) => filingText.kinds[kind]), ...item.levels.map((level) => listText.levels[level])].join('、'),
    change: item.change,
  }))
  return (
    <Card title={listText.fieldItems(name, items.length)} flush>
      <DataTable
        name="checklist-items"
        caption={listText.fieldItems(name, items.length)}
        columns={items.some(({ change }) => change) ? extended : columns}
        rows={packRows(rows)}
        rowName="code"
        fill={false}
      />
    </Card>
  )
}
