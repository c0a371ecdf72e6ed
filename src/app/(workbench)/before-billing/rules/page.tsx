import Link from 'next/link'
import { notFound } from 'next/navigation'
import { Card, PageHead } from '#components/ui/card'
import { Tag } from '#components/ui/tag'
import { isVerified } from '#domain/law/confidence'
import { beforeBillingText } from '#messages/zh/before-billing'
import { ruleKnowledgeText as text } from '#messages/zh/rule-knowledge'
import { knowledgePathOf, readsRules, rulesHere } from '#server/screening/check-bill'
import { requireActor } from '#server/session'

export const metadata = { title: text.title }

/** Every rule that bills are checked by. */
export default async function RulesPage() {
  const actor = await requireActor()
  if (!readsRules(actor)) notFound()
  const { rules, resting } = await rulesHere(actor)
  return (
    <>
      <PageHead title={text.title} lead={text.lead} />
      <Card flush>
        <table className="w-full">
          <caption className="sr-only">{text.all}</caption>
          <thead className="bg-header-row">
            <tr>
              {[text.title, text.model, text.grade].map((head) => (
                <th key={head} scope="col" className="px-3 py-1 text-start font-semibold">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rules.map((rule) => (
              <tr key={rule.id} className="border-divider border-b last:border-b-0">
                <th scope="row" className="px-3 py-1 text-start font-normal">
                  <Link href={knowledgePathOf(rule.id)} className="link">
                    {rule.title}
                  </Link>{' '}
                  {!isVerified(rule.confidence) && <Tag>{beforeBillingText.unverified}</Tag>}{' '}
                  {resting.includes(rule.model) && <Tag>{text.rests}</Tag>}
                </th>
                <td className="px-3 py-1 font-mono">{rule.model}</td>
                <td className="px-3 py-1">{beforeBillingText.grades[rule.grade]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Card>
    </>
  )
}
