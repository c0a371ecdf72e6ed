import Link from 'next/link'
import { notFound } from 'next/navigation'
import { StatusTag } from '#components/status-tag'
import { StepButton } from '#components/step-button'
import { Card, PageHead } from '#components/ui/card'
import { DescriptionList } from '#components/ui/description-list'
import { beijingMinute } from '#domain/kernel/civil-date'
import { isItemRuleType } from '#domain/screening/item-rule-fields'
import type { VersionStep } from '#domain/screening/model-version'
import { itemRuleTypeNames, ruleSentence, ruleText as text } from '#messages/zh/screening-rules'
import { getRuleList, type RuleListView } from '#server/screening/rule-queries'
import { requireActor } from '#server/session'
import { FactTable } from '../../models/[code]/table'
import { approve, refuse, withdraw } from '../actions'

export const metadata = { title: text.title }

const statuses = { draft: 'returned', review: 'waiting', inUse: 'done', refused: 'returned', withdrawn: 'stopped' } as const
const acts = { approve, refuse, withdraw } as const satisfies Record<VersionStep, unknown>

type Asked = { params: Promise<{ listId: string }>; searchParams: Promise<{ page?: string | string[] }> }

/** One list of rules: what has to be mended, what it says, and who may settle it. */
export default async function RuleListPage({ params, searchParams }: Asked) {
  const [actor, { listId }, { page }] = [await requireActor(), await params, await searchParams]
  const list = await getRuleList(actor, listId, Number(typeof page === 'string' && /^\d{1,6}$/.test(page) ? page : 1))
  if (!list) notFound()
  return (
    <>
      <PageHead
        title={list.fileName}
        trail={
          <Link href="/screening/rules" prefetch={false} className="link">
            {text.title}
          </Link>
        }
        lead={<StatusTag kind={statuses[list.state]} label={text.states[list.state]} />}
      />
      <div className="space-y-4">
        <Facts list={list} />
        <Problems list={list} />
        <Notes list={list} />
        <Rules list={list} />
      </div>
    </>
  )
}

function Facts({ list }: { list: RuleListView }) {
  const decided = list.decidedAt && `${list.decidedByName ?? ''} ${beijingMinute(list.decidedAt)}`
  return (
    <Card>
      <DescriptionList
        columns={2}
        items={[
          { term: text.facts.reason, value: list.reason },
          { term: text.facts.rows, value: list.rowCount.toLocaleString('en-US') },
          { term: text.facts.by, value: `${list.agencyName} ${list.proposedByName} ${beijingMinute(list.proposedAt)}` },
          ...(decided ? [{ term: text.facts.decided, value: decided, note: list.decisionReason || undefined }] : []),
        ]}
      />
      {list.steps.length > 0 && (
        <div className="mt-3 flex flex-wrap items-start gap-3">
          {list.steps.map(({ name, shut }) => (
            <StepButton
              key={name}
              label={text.steps[name]}
              shut={shut}
              variant={name === 'approve' ? 'primary' : 'outline'}
              fields={{ listId: list.id, version: list.version }}
              action={acts[name]}
              confirm={
                name === 'approve'
                  ? { body: text.approveBody }
                  : name === 'refuse'
                    ? { reason: { name: 'reason', label: text.refuseReason } }
                    : undefined
              }
            />
          ))}
        </div>
      )}
    </Card>
  )
}

function Problems({ list: { problems, problemCount } }: { list: RuleListView }) {
  if (problemCount === 0) return null
  return (
    <Card title={text.problems(problemCount)}>
      <p className="text-danger">{text.problemsHint}</p>
      <ul className="list-disc ps-5">
        {problems.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      {problemCount > problems.length && <p className="text-hint">{text.problemsMore(problemCount - problems.length)}</p>}
    </Card>
  )
}

function Notes({ list: { doubles, uncodedCount } }: { list: RuleListView }) {
  if (doubles.length === 0 && uncodedCount === 0) return null
  return (
    <Card title={text.notes}>
      {uncodedCount > 0 && <p>{text.uncoded(uncodedCount)}</p>}
      <ul className="list-disc ps-5">
        {doubles.map((one) => (
          <li key={one.row}>{text.double(one)}</li>
        ))}
      </ul>
    </Card>
  )
}

function Rules({ list: { rules, page, pages } }: { list: RuleListView }) {
  if (rules.length === 0) return null
  const typeName = (type: string) => (isItemRuleType(type) ? itemRuleTypeNames[type] : type)
  return (
    <Card title={text.rules} flush>
      <FactTable
        caption={text.rules}
        heads={text.ruleHeads}
        rows={rules.map(({ id, row, cells }) => ({
          key: id,
          cells: [
            row,
            <span key="id" className="font-mono">
              {cells.rule_id}
            </span>,
            typeName(cells.rule_type ?? ''),
            `${cells.med_list_codg ?? ''} ${cells.item_name ?? ''}`.trim(),
            ruleSentence(cells),
            cells.admdvs,
            text.period(cells.begndate ?? '', cells.enddate ?? ''),
          ],
        }))}
      />
      {pages > 1 && (
        <nav aria-label={text.pages} className="flex gap-4 px-3 py-2">
          {page > 1 && (
            <Link href={`?page=${page - 1}`} prefetch={false} className="link">
              {text.previous}
            </Link>
          )}
          <span>{text.page(page, pages)}</span>
          {page < pages && (
            <Link href={`?page=${page + 1}`} prefetch={false} className="link">
              {text.next}
            </Link>
          )}
        </nav>
      )}
    </Card>
  )
}
