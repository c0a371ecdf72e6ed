import Link from 'next/link'
import { CommandForm } from '#components/command-form'
import { Card } from '#components/ui/card'
import { RadioGroup } from '#components/ui/choice'
import { Disclosure } from '#components/ui/disclosure'
import { Field } from '#components/ui/field'
import { Select, Textarea } from '#components/ui/input'
import { Tag } from '#components/ui/tag'
import { formatYuan } from '#domain/kernel/money'
import { consequenceDecisions, measuresOf } from '#domain/self-inspection/consequence'
import { consequenceText } from '#messages/zh/consequence'
import { unitText } from '#messages/zh/units'
import type { Consequences } from '#server/self-inspection/consequences'
import { settle } from './actions'

type Proposal = Consequences['proposals'][number]

/** One proposal with every row it rests on; deciding is folded away until somebody means to. */
export function ProposalCard({ proposal }: { proposal: Proposal }) {
  const { kind, institutionName, regionName, violationType } = proposal
  return (
    <Card
      heading="h3"
      title={
        <>
          <Tag tone={kind === 'earlyRefund' ? 'success' : 'danger'}>{consequenceText.kinds[kind]}</Tag> {institutionName}{' '}
          <span className="text-ink-2 font-normal">
            {regionName} {violationType}
          </span>
        </>
      }
    >
      <Facts proposal={proposal} />
      <p className="text-hint mt-1">
        {consequenceText.basisTitle}：{consequenceText.basisOf[kind]}
      </p>
      {proposal.maySettle ? <SettleForm proposal={proposal} /> : <p className="text-hint">{consequenceText.readOnly}</p>}
    </Card>
  )
}

function Facts({ proposal }: { proposal: Proposal }) {
  if (proposal.kind === 'earlyRefund')
    return (
      <ul aria-label={consequenceText.facts}>
        {proposal.facts.map((one) => (
          <li key={one.filingId}>
            <Link href={`/self-inspections/${one.filingId}`} prefetch={false} className="link font-mono">
              {one.filingNumber}
            </Link>{' '}
            {one.campaignName}　
            {consequenceText.refunded(formatYuan(BigInt(one.declaredFen)), formatYuan(BigInt(one.returnedFen)), one.lastPaidOn)}
          </li>
        ))}
      </ul>
    )
  return (
    <ul aria-label={consequenceText.facts} className="space-y-1">
      {proposal.facts.map((row) => (
        <li key={row.id}>
          <span className="text-ink-2">{consequenceText.fact(row.foundOn, row.campaignName, consequenceText.sources[row.source])}</span>
          <br />
          <span className="font-mono">{row.code}</span> {row.text}　{formatYuan(BigInt(row.fundLossFen))} {unitText.yuan}
          {row.remediedOn && <span className="text-ink-2">　{consequenceText.remedied(row.remediedOn)}</span>}
          {row.notRemedied && <Tag tone="danger">{consequenceText.notRemedied}</Tag>}
        </li>
      ))}
    </ul>
  )
}

function draftOf(proposal: Proposal): string {
  const { kind, violationType, facts } = proposal
  if (kind === 'earlyRefund') return consequenceText.drafts.earlyRefund(facts[0]?.campaignName ?? '')
  return consequenceText.drafts[kind](violationType, facts.length)
}

function SettleForm({ proposal }: { proposal: Proposal }) {
  const { kind, institutionId, institutionName, factsKey } = proposal
  return (
    <Disclosure summary={consequenceText.decideFor(institutionName, consequenceText.kinds[kind])}>
      <CommandForm
        action={settle}
        submitLabel={consequenceText.submit}
        fields={{ institutionId, kind, factsKey }}
        draftKey={`consequence:${institutionId}:${factsKey}`}
        scope={`settle-${factsKey.slice(0, 12)}`}
      >
        <div className="grid max-w-2xl gap-x-6 gap-y-3 tablet:grid-cols-2">
          <RadioGroup
            name="decision"
            legend={consequenceText.decision}
            inline
            required
            choices={consequenceDecisions.map((value) => ({ value, label: consequenceText.decisions[value] }))}
          />
          <Field name="measure" label={consequenceText.measure} hint={consequenceText.measureHint}>
            <Select
              blank={consequenceText.noMeasure}
              options={measuresOf[kind].map((value) => ({ value, label: consequenceText.measures[value] }))}
            />
          </Field>
        </div>
        <Field name="reason" label={consequenceText.reason} hint={consequenceText.reasonHint} required>
          <Textarea rows={3} maxLength={1000} defaultValue={draftOf(proposal)} />
        </Field>
      </CommandForm>
    </Disclosure>
  )
}
