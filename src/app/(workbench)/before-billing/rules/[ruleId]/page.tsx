import Link from 'next/link'
import { notFound } from 'next/navigation'
import { Card, PageHead } from '#components/ui/card'
import { isVerified } from '#domain/law/confidence'
import { ruleKnowledge, ruleKnowledgeText as text } from '#messages/zh/rule-knowledge'
import { readsRules, rulesHere } from '#server/screening/check-bill'
import { requireActor } from '#server/session'

export const metadata = { title: text.title }

/** What one rule looks for, and why an honest charge may be flagged by it. */
export default async function RulePage({ params }: { params: Promise<{ ruleId: string }> }) {
  const actor = await requireActor()
  if (!readsRules(actor)) notFound()
  const { ruleId } = await params
  const { rules, resting } = await rulesHere(actor)
  const rule = rules.find(({ id }) => id === ruleId)
  if (!rule) notFound()
  const known = ruleKnowledge[rule.model]
  const facts: [string, string][] = [
    [text.looksFor, known.looksFor],
    [text.check, known.check],
    [text.grade, text.gradeMeaning[rule.grade]],
    [text.source, isVerified(rule.confidence) ? text.verified : text.unverified],
    [text.item, rule.item?.code ?? text.noItem],
    [text.model, rule.model],
    [text.number, rule.id],
  ]
  return (
    <>
      <PageHead
        title={rule.title}
        trail={
          <Link href="/before-billing/rules" className="link">
            {text.all}
          </Link>
        }
      />
      {resting.includes(rule.model) && <p className="text-hint mb-3">{text.restsHere}</p>}
      <div className="grid gap-4 lg:grid-cols-2">
        <Card title={text.title}>
          <dl className="grid grid-cols-[8rem_1fr] gap-y-2">
            {facts.map(([term, fact]) => (
              <div key={term} className="contents">
                <dt className="text-ink-2">{term}</dt>
                <dd>{fact}</dd>
              </div>
            ))}
          </dl>
        </Card>
        <Card title={text.falseAlarms}>
          <ul className="list-disc ps-5">
            {known.falseAlarms.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </Card>
      </div>
    </>
  )
}
