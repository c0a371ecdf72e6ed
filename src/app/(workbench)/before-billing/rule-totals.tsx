'use client'

import clsx from 'clsx'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import type { RuleTotal } from '#browser/fee-check-messages'
import { useDraftOwner } from '#components/draft-owner'
import { Money } from '#components/money'
import { Button } from '#components/ui/button'
import { Card } from '#components/ui/card'
import { ScrollRegion } from '#components/ui/scroll-region'
import { Tag } from '#components/ui/tag'
import { handOver } from '#components/use-draft'
import { formatYuan } from '#domain/kernel/money'
import { isVerified } from '#domain/law/confidence'
import { itemBehind } from '#domain/screening/item-behind'
import { beforeBillingText as text } from '#messages/zh/before-billing'
import { ruleKnowledgeText as knowledgeText } from '#messages/zh/rule-knowledge'
import type { OpenItem } from './open-item'

const tones = { high: 'danger', medium: 'warning', low: 'neutral' } as const

/** A line for each rule that found something: how much, whose, and the item of the problem list behind it. */
export function RuleTotals({
  totals,
  items,
  chosen,
  choose,
}: {
  totals: readonly RuleTotal[]
  items: readonly OpenItem[]
  chosen: string | null
  choose: (rule: string) => void
}) {
  const heads = [text.rule, text.grade, text.hits, text.people, text.involved, text.excess, text.item]
  return (
    <Card title={text.byRule} flush>
      <ScrollRegion label={text.byRule} className="overflow-x-auto">
        <table className="w-full">
          <caption className="sr-only">{text.byRule}</caption>
          <thead className="bg-header-row">
            <tr>
              {heads.map((head, place) => (
                <th
                  key={head}
                  scope="col"
                  className={clsx('px-2 py-1 font-semibold whitespace-nowrap', place > 1 && place < 6 ? 'text-end' : 'text-start')}
                >
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {totals.map((total) => (
              <tr
                key={total.rule.id}
                className={clsx('border-divider border-b last:border-b-0', chosen === total.rule.id && 'bg-brand-soft')}
              >
                <th scope="row" className="px-2 py-1 text-start font-normal">
                  <RuleName rule={total.rule} choose={choose} />
                </th>
                <td className="px-2 py-1">
                  <Tag tone={tones[total.rule.grade]}>{text.grades[total.rule.grade]}</Tag>
                </td>
                <td className="tabular px-2 py-1 text-end">{total.hits.toLocaleString('en-US')}</td>
                <td className="tabular px-2 py-1 text-end">{total.people.toLocaleString('en-US')}</td>
                <td className="tabular px-2 py-1 text-end">
                  <Money amountFen={total.involvedFen} showUnit={false} />
                </td>
                <td className="tabular px-2 py-1 text-end">
                  <Money amountFen={total.excessFen} showUnit={false} />
                </td>
                <td className="px-2 py-1">
                  <Behind total={total} items={items} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </Card>
  )
}

/** What the rule is called, and the way to what it looks for: beside the result, which would be lost with this page. */
function RuleName({ rule, choose }: { rule: RuleTotal['rule']; choose: (rule: string) => void }) {
  return (
    <>
      <Button variant="text" size="sm" className="text-start whitespace-normal" onClick={() => choose(rule.id)}>
        {rule.title}
      </Button>
      <span className="text-ink-2 ms-1 font-mono">{rule.model}</span>{' '}
      <Link href={`/before-billing/rules/${rule.id}`} className="link" target="_blank" aria-label={knowledgeText.of(rule.title)}>
        {knowledgeText.title}
      </Link>{' '}
      {!isVerified(rule.confidence) && (
        <span title={text.unverifiedHint}>
          <Tag>{text.unverified}</Tag>
        </span>
      )}
    </>
  )
}

/** The item behind a rule, and the way to its form: what was counted is put into it, nothing of the charges themselves. */
function Behind({ total, items }: { total: RuleTotal; items: readonly OpenItem[] }) {
  const owner = useDraftOwner()
  const router = useRouter()
  if (items.length === 0) return <span className="text-hint">{text.noFiling}</span>
  const item = itemBehind(total.rule, items)
  if (!item) return <span className="text-hint">{text.noItem}</span>

  function register({ id, code, filingId, section }: OpenItem) {
    if (owner) {
      handOver(owner, `add:${id}`, {
        ...{ behaviour: [text.behaviour(total.rule.title, total.hits)], peopleCount: [String(total.people)] },
        ...{ periodFrom: [total.from], periodTo: [total.to] },
        ...{ billed: [formatYuan(total.involvedFen)], irregular: [formatYuan(total.excessFen)] },
      })
    }
    router.push(`/self-inspections/${filingId}/${section}?add=${id}#${code}`)
  }
  return (
    <div className="flex items-start justify-between gap-2">
      <span className="min-w-40">
        <span className="text-ink-2 font-mono">{item.code}</span> {item.text}
      </span>
      <Button size="sm" aria-label={text.registerOf(total.rule.title)} title={text.registerHint} onClick={() => register(item)}>
        {text.register}
      </Button>
    </div>
  )
}
