import Link from 'next/link'
import { Masked } from '#components/masked'
import { Money } from '#components/money'
import { Card } from '#components/ui/card'
import { DescriptionList } from '#components/ui/description-list'
import { beijingMinute } from '#domain/kernel/civil-date'
import { revealReasons } from '#domain/lead/inputs'
import { maskPersonName } from '#domain/person/person-name'
import { leadText } from '#messages/zh/lead'
import type { getLead } from '#server/lead/queries'
import { reveal } from '../actions'

export type LeadView = NonNullable<Awaited<ReturnType<typeof getLead>>>

/** What the lead says of whom, as it came down. */
export function AllegedFacts({ lead }: { lead: LeadView }) {
  const extra = Object.entries(lead.extra as Record<string, string>) // written by the import as text by heading
  return (
    <Card title={leadText.alleged}>
      <DescriptionList
        columns={2}
        items={[
          { term: leadText.behaviour, value: lead.behaviour },
          {
            term: leadText.institution,
            value: lead.institution ? `${lead.institution.name}（${lead.institution.code}）` : lead.institutionName,
          },
          { term: leadText.amount, value: lead.amountFen === null ? '—' : <Money amountFen={lead.amountFen.toString()} /> },
          { term: leadText.settledOn, value: lead.settledOn?.toISOString().slice(0, 10) ?? '—' },
          { term: leadText.person, value: lead.personName ? maskPersonName(lead.personName) : '—' },
          {
            term: leadText.idNumber,
            value: lead.idMasked ? (
              <Masked
                text={lead.idMasked}
                label={leadText.idNumber}
                reveal={
                  lead.mayReveal
                    ? {
                        action: reveal,
                        fields: { leadId: lead.id },
                        reasons: revealReasons.map((value) => ({ value, label: leadText.revealReasons[value] })),
                      }
                    : undefined
                }
              />
            ) : (
              '—'
            ),
          },
          ...(lead.assignedAt ? [{ term: leadText.assignedAt, value: beijingMinute(lead.assignedAt) }] : []),
          { term: leadText.note, value: lead.note || '—' },
          ...(lead.openedOf
            ? [
                {
                  term: leadText.openedOf,
                  value: (
                    <Link href={`/referrals/${lead.openedOf.id}`} prefetch={false} className="link font-mono">
                      {lead.openedOf.number}
                    </Link>
                  ),
                },
              ]
            : []),
          ...extra.map(([term, value]) => ({ term, value })),
          ...(lead.returnReason ? [{ term: leadText.returnReason, value: lead.returnReason }] : []),
        ]}
      />
    </Card>
  )
}

/** What else has come down about the same institution. */
export function OtherLeads({ others }: { others: LeadView['others'] }) {
  return (
    <Card title={leadText.others}>
      {others.length === 0 ? (
        <p className="text-ink-2">{leadText.noOthers}</p>
      ) : (
        <ul className="space-y-1">
          {others.map((other) => (
            <li key={other.id}>
              <Link href={`/leads/${other.id}`} prefetch={false} className="link font-mono">
                {other.number}
              </Link>{' '}
              {other.behaviour}（{other.conclusion ? leadText.conclusions[other.conclusion] : leadText.states[other.state]}）
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
