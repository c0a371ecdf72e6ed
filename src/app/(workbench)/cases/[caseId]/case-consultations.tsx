import Link from 'next/link'
import { StatusTag } from '#components/status-tag'
import { ButtonLink } from '#components/ui/button'
import { Card } from '#components/ui/card'
import type { ConsultationState } from '#domain/consultation/steps'
import { consultationText } from '#messages/zh/consultation'
import { consultationStatuses } from '../../consultations/statuses'

type Props = {
  caseId: string
  mayOpen: boolean
  consultations: readonly { id: string; title: string; state: ConsultationState }[]
}

/** The consultations on this case. */
export function CaseConsultations({ caseId, mayOpen, consultations }: Props) {
  if (!mayOpen && consultations.length === 0) return null
  return (
    <Card
      title={consultationText.title}
      actions={mayOpen && <ButtonLink href={`/consultations/new?case=${caseId}`}>{consultationText.open}</ButtonLink>}
    >
      {consultations.length === 0 ? (
        <p className="text-ink-2">{consultationText.none}</p>
      ) : (
        <ul className="space-y-1">
          {consultations.map(({ id, title, state }) => (
            <li key={id} className="flex flex-wrap items-center gap-2">
              <Link href={`/consultations/${id}`} prefetch={false} className="link">
                {title}
              </Link>
              <StatusTag kind={consultationStatuses[state]} label={consultationText.states[state]} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
