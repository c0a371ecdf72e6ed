import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { isUuid } from '#domain/kernel/uuid'
import { reviewText } from '#messages/zh/filing-review'
import { filingText } from '#messages/zh/self-inspection'
import { getFiling, getFilingForReview } from '#server/self-inspection/filing-queries'
import { checksOfFiling } from '#server/self-inspection/on-site-queries'
import { listPackReturns } from '#server/self-inspection/pack-queries'
import { ownPhrases } from '#server/self-inspection/return-phrases'
import { requireActor } from '#server/session'
import { FilingHome } from './filing-home'
import { FilingReview } from './filing-review'

export const metadata: Metadata = { title: filingText.own }

/** The institution fills its filing in here; the bureau reviews it. To everybody else it does not exist. */
export default async function FilingPage({ params }: { params: Promise<{ filingId: string }> }) {
  const { filingId } = await params
  const actor = await requireActor()
  if (!isUuid(filingId)) notFound()
  if (actor.institutionId) {
    const filing = await getFiling(actor, filingId)
    if (!filing) notFound()
    const [returns, checks] = await Promise.all([listPackReturns(actor, filingId), checksOfFiling(actor, filingId)])
    return <FilingHome filing={filing} returns={returns} checks={checks} />
  }
  const [filing, own] = await Promise.all([getFilingForReview(actor, filingId), ownPhrases(actor)])
  return filing ? <FilingReview filing={filing} phrases={own && own.phrases.length > 0 ? own.phrases : reviewText.phrases} /> : notFound()
}
