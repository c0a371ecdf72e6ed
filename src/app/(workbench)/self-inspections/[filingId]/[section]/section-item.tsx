import { ButtonLink } from '#components/ui/button'
import { Disclosure } from '#components/ui/disclosure'
import { Tag } from '#components/ui/tag'
import { lacksOf } from '#domain/self-inspection/completeness'
import { itemText } from '#messages/zh/self-inspection'
import type { KeptDraft } from '#server/draft/drafts'
import type { FilingView } from '#server/self-inspection/filing-queries'
import type { FilingItem } from '#server/self-inspection/load-items'
import { AnswerChoice } from './answer-choice'
import { FindingCard } from './finding-card'
import { FindingForm } from './finding-form'
import type { Opened } from './opened'

/** One item of the list: what is asked, what is answered, and what was found under it. */
export function SectionItem({
  filing,
  section,
  item,
  opened,
  draft,
}: {
  filing: FilingView
  section: string
  item: FilingItem
  opened: Opened | null
  draft: KeptDraft | null
}) {
  const { answer, findings } = item
  const lacks = lacksOf(item)
  const adding = opened?.form === 'add' && opened.id === item.id
  const path = `/self-inspections/${filing.id}/${section}`
  return (
    <li id={item.code} className="border-divider scroll-mt-16 border-b px-4 py-1.5 last:border-b-0 target:bg-brand-soft">
      <div className="flex flex-wrap items-start gap-x-6 gap-y-1">
        <div className="min-w-72 grow basis-0">
          <h2 className="font-normal">
            <span className="text-ink-2 font-mono">{item.code}</span> <span>{item.text}</span>
            {!item.verified && (
              <>
                {' '}
                <Tag>{itemText.unverified}</Tag>
              </>
            )}
          </h2>
          <Clause item={item} />
          <Before item={item} />
          {answer?.reviewNote && (
            <p className="text-danger font-semibold">
              {itemText.reviewNote}：{answer.reviewNote}
            </p>
          )}
        </div>
        <div className="w-72 shrink-0 large:w-full">
          {filing.may.fill && !item.former ? (
            <AnswerChoice filingId={filing.id} itemId={item.id} code={item.code} held={heldOf(item)} />
          ) : (
            <p className={answer?.answer === 'found' ? 'font-semibold' : undefined}>
              {answer ? itemText.answers[answer.answer] : itemText.unanswered}
              {answer?.reason && <span className="text-ink-2">（{answer.reason}）</span>}
            </p>
          )}
        </div>
      </div>
      {answer?.answer === 'found' && lacks.length > 0 && filing.may.fill && (
        <p className="text-danger mt-1">{lacks.map((lack) => itemText.lacks[lack]).join('、')}</p>
      )}
      {findings.map((finding) => (
        <FindingCard key={finding.id} filing={filing} section={section} item={item} finding={finding} opened={opened} draft={draft} />
      ))}
      {adding && <FindingForm filing={filing} section={section} item={item} draft={draft} />}
      {answer?.answer === 'found' && !adding && !item.former && filing.may.fill && (
        <ButtonLink href={`${path}?add=${item.id}#${item.code}`} variant={findings.length === 0 ? 'primary' : 'outline'} className="my-1.5">
          {findings.length === 0 ? itemText.add : itemText.addMore}
        </ButtonLink>
      )}
    </li>
  )
}

/** The answer as it stands; one that was given to what the item was before is to be chosen again. */
const heldOf = ({ answer }: FilingItem) =>
  answer && { answer: answer.previousItem ? null : answer.answer, reason: answer.reason, version: answer.version }

/** What the item was when it was answered, where it asks something else by now. */
function Before({ item: { answer, former } }: { item: FilingItem }) {
  if (former) return <p className="text-hint">{itemText.former}</p>
  if (!answer?.previousItem) return null
  return (
    <div className="border-warning mt-1 border-s-4 ps-2">
      <p className="font-semibold">{itemText.changedSince}</p>
      <p className="text-ink-2">{itemText.askedBefore(answer.previousItem.text)}</p>
      <p className="text-ink-2">{itemText.saidBefore(itemText.answers[answer.answer], answer.reason)}</p>
    </div>
  )
}

/** By which article, how to look, and what to have at hand: folded away until asked for. */
function Clause({ item }: { item: FilingItem }) {
  const lines = [
    [itemText.violation, item.violationType],
    [itemText.basis, item.basis],
    [itemText.howToCheck, item.howToCheck],
    [itemText.evidence, item.evidenceHint],
  ] as const
  return (
    <Disclosure summary={itemText.clause} quiet className="text-ink-2">
      <dl className="my-1 space-y-0.5">
        {lines.map(([term, text]) =>
          text ? (
            <div key={term} className="flex gap-2">
              <dt className="w-20 shrink-0">{term}</dt>
              <dd className="text-ink">{text}</dd>
            </div>
          ) : null,
        )}
      </dl>
    </Disclosure>
  )
}
