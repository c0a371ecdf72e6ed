import Link from 'next/link'
import { notFound } from 'next/navigation'
import { Button } from '#components/ui/button'
import { Card, PageHead } from '#components/ui/card'
import { EmptyState } from '#components/ui/empty-state'
import { Field } from '#components/ui/field'
import { Select } from '#components/ui/input'
import { Tag } from '#components/ui/tag'
import { isUuid } from '#domain/kernel/uuid'
import { asksTheSame, type Comparable, type ComparedPart } from '#domain/self-inspection/list/compare'
import { listText } from '#messages/zh/problem-lists'
import { filingText } from '#messages/zh/self-inspection'
import { goesTo } from '#server/desk/navigation'
import { type ComparedChecklists, compareChecklists } from '#server/self-inspection/list/list-queries'
import { requireActor } from '#server/session'

export const metadata = { title: listText.compareTitle }

type Asked = Record<string, string | string[] | undefined>
type Comparison = NonNullable<ComparedChecklists['comparison']>
type Named = { name: string; year: number; versionNo: number }
const nameOf = ({ name, year, versionNo }: Named) => listText.named(name, year, versionNo)

/** What differs between a list and another, item by item and part by part. */
export default async function ChangesPage({
  params,
  searchParams,
}: {
  params: Promise<{ checklistId: string }>
  searchParams: Promise<Asked>
}) {
  const { checklistId } = await params
  const { with: asked } = await searchParams
  const actor = await requireActor()
  const withId = typeof asked === 'string' && isUuid(asked) ? asked : null
  const found = goesTo(actor, 'selfInspections') ? await compareChecklists(actor, checklistId, withId) : null
  if (!found) notFound()
  const { after, before, others, comparison } = found
  return (
    <>
      <PageHead
        title={listText.compareTitle}
        trail={
          <Link href={`/self-inspections/lists/${after.id}`} prefetch={false} className="link">
            {nameOf(after)}
          </Link>
        }
        lead={comparison ? `${before ? `${nameOf(before)} → ${nameOf(after)}：` : ''}${countsOf(comparison)}` : undefined}
      />
      <form className="mb-4 flex flex-wrap items-end gap-3">
        <Field name="with" label={listText.compareWith}>
          <Select
            options={others.map((other) => ({ value: other.id, label: nameOf(other) }))}
            defaultValue={before?.id}
            className="w-96 max-w-full"
          />
        </Field>
        <Button type="submit">{listText.compare}</Button>
      </form>
      {comparison ? <Differences comparison={comparison} /> : <EmptyState title={listText.compareNone} />}
    </>
  )
}

const countsOf = ({ added, removed, changed, unchanged }: Comparison) =>
  listText.compared(added.length, removed.length, changed.length, unchanged)

function Differences({ comparison }: { comparison: Comparison }) {
  return (
    <div className="space-y-4">
      <p className="text-hint">{listText.compareHint}</p>
      {comparison.changed.length > 0 && (
        <Card title={`${listText.changed} ${comparison.changed.length}`}>
          <ul className="divide-divider divide-y">
            {comparison.changed.map((change) => (
              <Changed key={change.after.code} {...change} />
            ))}
          </ul>
        </Card>
      )}
      {comparison.added.length > 0 && <Items title={`${listText.added} ${comparison.added.length}`} items={comparison.added} />}
      {comparison.removed.length > 0 && <Items title={`${listText.removed} ${comparison.removed.length}`} items={comparison.removed} />}
    </div>
  )
}

function Changed({ before, after, parts }: Comparison['changed'][number]) {
  return (
    <li className="py-2">
      <p>
        <span className="font-mono">{after.code}</span> {!asksTheSame(before, after) && <Tag tone="warning">{listText.asksAgain}</Tag>}
      </p>
      <dl>
        {parts.map((part) => (
          <div key={part} className="flex gap-3">
            <dt className="text-ink-2 w-24 shrink-0">{listText.parts[part]}</dt>
            <dd className="min-w-0">
              <del className="text-ink-2 block">
                {listText.before}：{shown(before, part)}
              </del>
              <ins className="block font-semibold no-underline">
                {listText.after}：{shown(after, part)}
              </ins>
            </dd>
          </div>
        ))}
      </dl>
    </li>
  )
}

const shown = (item: Comparable, part: ComparedPart): string => {
  if (part === 'kinds') return item.kinds.map((kind) => filingText.kinds[kind]).join('、') || listText.nothing
  if (part === 'levels') return item.levels.map((level) => listText.levels[level]).join('、') || listText.nothing
  const value = item[part]
  return (typeof value === 'string' ? value : value.join('、')) || listText.nothing
}

function Items({ title, items }: { title: string; items: readonly Comparable[] }) {
  return (
    <Card title={title}>
      <ul className="list-disc space-y-1 ps-5">
        {items.map((item) => (
          <li key={item.code}>
            <span className="font-mono">{item.code}</span> {item.text}
          </li>
        ))}
      </ul>
    </Card>
  )
}
