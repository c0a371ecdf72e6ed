import Link from 'next/link'
import { notFound } from 'next/navigation'
import { PageHead } from '#components/ui/card'
import { beforeBillingText } from '#messages/zh/before-billing'
import { ruleKnowledgeText } from '#messages/zh/rule-knowledge'
import { goesTo } from '#server/desk/navigation'
import { billSettingsHere } from '#server/screening/bill-settings'
import { listOpenItems } from '#server/self-inspection/open-items'
import { requireActor } from '#server/session'
import { CheckPanel } from './check-panel'

export const metadata = { title: beforeBillingText.title }

/** An institution checks its own charges before it bills them, in its browser. */
export default async function BeforeBillingPage() {
  const actor = await requireActor()
  if (!goesTo(actor, 'beforeBilling')) notFound()
  const { settings, versions, resting } = await billSettingsHere(actor)
  return (
    <>
      <PageHead
        title={beforeBillingText.title}
        lead={beforeBillingText.lead}
        actions={
          <Link href="/before-billing/rules" className="link" target="_blank">
            {ruleKnowledgeText.title}
          </Link>
        }
      />
      {(versions.length > 0 || resting.length > 0) && (
        <p className="mb-3">{[...versions.map(beforeBillingText.setBy), ...resting.map(beforeBillingText.rests)].join('；')}。</p>
      )}
      <CheckPanel items={await listOpenItems(actor)} settings={settings} />
    </>
  )
}
