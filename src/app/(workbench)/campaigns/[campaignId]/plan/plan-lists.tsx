import Link from 'next/link'
import type { ReactNode } from 'react'
import { Card } from '#components/ui/card'
import { Tag } from '#components/ui/tag'
import { type EditableList, editableLists } from '#domain/campaign/plan-edit'
import { departmentShort } from '#messages/zh/campaign'
import { planText } from '#messages/zh/campaign-plan'
import { EditPart } from './edit-part'
import type { Review } from './review'
import { Way } from './way'

const lists = Object.keys(editableLists) as EditableList[]

/** The lists of the plan, entry by entry, each with its sentence and the way to correct it. */
export function PlanLists({ review, editing }: { review: Review; editing: string | null }) {
  return (
    <>
      {lists.map((list) => (
        <PlanList key={list} list={list} review={review} editing={editing} />
      ))}
      <Annexes review={review} />
    </>
  )
}

function PlanList({ list, review, editing }: { list: EditableList; review: Review; editing: string | null }) {
  const label = planText.lists[list]
  const entries = review.plan[list]
  const adding = `${list}[+]`
  return (
    <Card
      id={list}
      title={`${label}（${entries.length}）`}
      actions={
        review.mayCorrect && (
          <Link
            href={`/campaigns/${review.id}/plan?edit=${encodeURIComponent(adding)}`}
            prefetch={false}
            scroll={false}
            className="link"
            aria-label={planText.addOf(label)}
          >
            {planText.add}
          </Link>
        )
      }
    >
      {entries.length === 0 && <p className="text-hint">{planText.emptyList}</p>}
      <ol className="divide-divider divide-y">
        {entries.map((_, index) => {
          const path = `${list}[${index}]`
          const named = `${label} ${index + 1}`
          return (
            <li key={path} className="py-1.5 first:pt-0 last:pb-0">
              <div className="min-w-0 break-words">{shownEntry(review, list, index)}</div>
              <Way review={review} path={path} label={named} />
              {editing === path && <EditPart review={review} path={path} label={named} />}
            </li>
          )
        })}
      </ol>
      {editing === adding && <EditPart review={review} path={adding} label={label} />}
    </Card>
  )
}

/** One entry as a person reads it. */
function shownEntry(review: Review, list: EditableList, index: number): ReactNode {
  const { plan } = review
  switch (list) {
    case 'issuers':
      return <Agency {...plan.issuers[index]} />
    case 'recipients':
      return <Recipient review={review} index={index} />
    case 'cited': {
      const cited = plan.cited[index]
      return `${cited?.title ? `《${cited.title}》` : ''}${cited?.documentNumber ? `（${cited.documentNumber}）` : ''}`
    }
    case 'focuses':
      return plan.focuses[index]?.text
    case 'duties': {
      const duty = plan.duties[index]
      return duty && <Headed head={<Tag tone="brand">{departmentShort(duty.department)}</Tag>} text={duty.text} />
    }
    case 'measures':
      return <Measure measure={plan.measures[index]} />
    case 'stages':
      return <Stage review={review} index={index} />
    default:
      return plan.requirements[index]?.text
  }
}

const Headed = ({ head, text }: { head: ReactNode; text: string }) => (
  <>
    {head} <span>{text}</span>
  </>
)

function Agency({ name, department }: { name?: string; department?: Review['plan']['issuers'][number]['department'] }) {
  return (
    <>
      {name} {department && <Tag>{departmentShort(department)}</Tag>}
    </>
  )
}

function Recipient({ review, index }: { review: Review; index: number }) {
  const reach = review.addressees[index]
  const words = reach?.isInternal ? planText.internal : reach && reach.count > 0 ? planText.reach(reach.count) : planText.unmatched
  return (
    <span className="flex flex-wrap items-center gap-x-2">
      <Agency {...review.plan.recipients[index]} />
      <span className={!reach?.isInternal && reach?.count === 0 ? 'text-warning' : 'text-hint'}>{words}</span>
    </span>
  )
}

function Measure({ measure }: { measure: Review['plan']['measures'][number] | undefined }) {
  if (!measure) return null
  return (
    <>
      <p className="font-semibold">{[measure.number, measure.title].filter(Boolean).join(' ')}</p>
      <p>{measure.text}</p>
      {measure.leadUnit && <p className="text-ink-2">{planText.leadUnit(measure.leadUnit)}</p>}
      {measure.units.length > 0 && <p className="text-ink-2">{planText.units(measure.units.join('、'))}</p>}
    </>
  )
}

function Stage({ review, index }: { review: Review; index: number }) {
  const stage = review.plan.stages[index]
  const later = review.later.find((one) => one.index === index)
  if (!stage) return null
  const due =
    stage.dueOn === null
      ? stage.dueText === null
        ? planText.notSaid
        : planText.dueUnread(stage.dueText)
      : dueWords(stage.dueText, stage.dueOn)
  return (
    <>
      <p>
        <span className="font-semibold">{stage.title}</span> <Tag>{planText.stageKinds[stage.kind]}</Tag>
      </p>
      <p className={stage.dueOn === null ? 'text-warning' : undefined}>{due}</p>
      {later && <p className="text-warning font-semibold">{planText.later(later.dueOn, later.parentDueOn, later.daysLater)}</p>}
      <p className="text-ink-2">{stage.text}</p>
    </>
  )
}

const dueWords = (words: string | null, on: string) => (words === null ? on : planText.due(words, on))

function Annexes({ review }: { review: Review }) {
  const { annexes, watchItems, behaviours } = review.plan
  if (annexes.length === 0) return null
  return (
    <Card title={`${planText.annexes}（${annexes.length}）`}>
      <ol className="space-y-1">
        {annexes.map((annex) => (
          <li key={annex.title}>
            {annex.title} {annex.text === '' && <span className="text-hint">{planText.annexNoText}</span>}
          </li>
        ))}
      </ol>
      <p className="text-ink-2 mt-2">
        {[watchItems.length > 0 && planText.watchItems(watchItems.length), behaviours.length > 0 && planText.behaviours(behaviours.length)]
          .filter(Boolean)
          .join('；')}
      </p>
    </Card>
  )
}
