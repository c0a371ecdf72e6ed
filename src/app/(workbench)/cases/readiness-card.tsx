import Link from 'next/link'
import type { ReactNode } from 'react'
import { Card } from '#components/ui/card'
import { Tag, type Tone } from '#components/ui/tag'
import { type PoliceReadiness, policeDemands, policeDemandsRest, type ReadinessState, readyForPolice } from '#domain/evidence/readiness'
import { citation } from '#domain/law/law'
import { readinessText } from '#messages/zh/evidence'

const tones: Record<ReadinessState, Tone> = {
  ready: 'success',
  missing: 'danger',
  damaged: 'danger',
  waived: 'warning',
  notNeeded: 'neutral',
}

type Props = {
  readiness: PoliceReadiness /** The case whose evidence the card leads to; none where it stands there itself. */
  caseId?: string
  children?: ReactNode
}

/** What of the evidence a case has that goes to the police, one lamp a group. */
export function ReadinessCard({ readiness, caseId, children }: Props) {
  const isReady = readyForPolice(readiness).ok
  return (
    <Card
      title={readinessText.title}
      actions={
        !isReady &&
        caseId && (
          <Link href={`/cases/${caseId}?tab=evidence`} prefetch={false} className="link inline-flex min-h-6 items-center">
            {readinessText.toEvidence}
          </Link>
        )
      }
    >
      <p className={isReady ? 'text-ink-2' : 'text-warning font-semibold'}>{isReady ? readinessText.ready : readinessText.notReady}</p>
      <ul aria-label={readinessText.caption} className="mt-2 space-y-1">
        {readiness.groups.map(({ group, state, pieces, reason }) => (
          <li key={group} className="flex flex-wrap items-baseline gap-2">
            <span className="w-20">{policeDemands[group].name}</span>
            <Tag tone={tones[state]}>{readinessText.states[state](pieces)}</Tag>
            {reason && <span className="text-ink-2">{readinessText.waivedBy(reason)}</span>}
          </li>
        ))}
      </ul>
      {readiness.unproved.length > 0 && <p className="text-warning mt-2">{readinessText.unproved(readiness.unproved)}</p>}
      <p className="text-hint mt-2">{readinessText.rests(citation(policeDemandsRest.basis))}</p>
      {children}
    </Card>
  )
}
