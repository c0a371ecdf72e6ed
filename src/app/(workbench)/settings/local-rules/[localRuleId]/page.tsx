import Link from 'next/link'
import { notFound } from 'next/navigation'
import { StatusTag } from '#components/status-tag'
import { StepButton } from '#components/step-button'
import { Card, PageHead } from '#components/ui/card'
import { DescriptionList } from '#components/ui/description-list'
import { type LocalRuleStep, mayHoldForRunning } from '#domain/case/local-rule'
import { beijingMinute } from '#domain/kernel/civil-date'
import { localRuleText as text } from '#messages/zh/local-rules'
import { getLocalRule, type LocalRuleView } from '#server/case/local-rule/queries'
import { requireActor } from '#server/session'
import { approve, end, refuse } from '../actions'

export const metadata = { title: text.title }

const statuses = { review: 'waiting', inUse: 'done', refused: 'returned', ended: 'stopped' } as const
const acts = { approve, refuse, end } as const satisfies Record<LocalRuleStep, unknown>
const yesNo = (is: boolean) => (is ? 'yes' : 'no')

/** One version of a local rule: what it says, on what it rests, and who may put it in force. */
export default async function LocalRulePage({ params }: { params: Promise<{ localRuleId: string }> }) {
  const [actor, { localRuleId }] = [await requireActor(), await params]
  const rule = await getLocalRule(actor, localRuleId)
  if (!rule) notFound()
  return (
    <>
      <PageHead
        title={`${text.keys[rule.key]}　${text.seq(rule.seq)}`}
        trail={
          <Link href="/settings/local-rules" prefetch={false} className="link">
            {text.back}
          </Link>
        }
        lead={<StatusTag kind={statuses[rule.state]} label={text.states[rule.state]} />}
      />
      <Card>
        <DescriptionList columns={2} items={itemsOf(rule)} />
        <p className="mt-3 font-semibold">{text.basisText}</p>
        <p className="whitespace-pre-line">{rule.basisText}</p>
        {rule.steps.length > 0 && (
          <div className="mt-3 flex flex-wrap items-start gap-3">
            {rule.steps.map(({ name, shut }) => (
              <StepButton
                key={name}
                label={text.steps[name]}
                shut={shut}
                variant={name === 'approve' ? 'primary' : 'outline'}
                fields={{ localRuleId: rule.id, version: rule.version }}
                action={acts[name]}
                confirm={name === 'approve' ? { body: text.approveBody } : { reason: { name: 'reason', label: text.why } }}
              />
            ))}
          </div>
        )}
      </Card>
    </>
  )
}

function itemsOf(rule: LocalRuleView) {
  const decided = rule.decidedAt && `${rule.decidedByName ?? ''} ${beijingMinute(rule.decidedAt)}`
  const ended = [rule.endedOn, rule.endedByName, rule.endedAt && beijingMinute(rule.endedAt)].filter(Boolean).join(' ')
  return [
    { term: text.value, value: text.values[rule.key](rule.value) },
    { term: text.name, value: rule.title, note: rule.documentNumber },
    { term: text.checked, value: text.checkedStates[yesNo(rule.verified)] },
    { term: text.heads.validFrom, value: [rule.validFrom, rule.validTo].filter(Boolean).join(' — ') },
    { term: text.area, value: text.areaOf(rule.agencyName) },
    ...(mayHoldForRunning(rule.key) ? [{ term: text.running, value: text.runningStates[yesNo(rule.forRunning)] }] : []),
    { term: text.proposedBy, value: `${rule.agencyName} ${rule.proposedByName} ${beijingMinute(rule.proposedAt)}` },
    ...(decided ? [{ term: text.decidedBy, value: decided, note: rule.decisionReason || undefined }] : []),
    ...(rule.endedOn ? [{ term: text.ended, value: ended, note: rule.endReason || undefined }] : []),
  ]
}
