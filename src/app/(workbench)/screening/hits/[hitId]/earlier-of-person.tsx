import Link from 'next/link'
import { Money } from '#components/money'
import { Card } from '#components/ui/card'
import { earlierText as text } from '#messages/zh/earlier'
import { leadText } from '#messages/zh/lead'
import type { Earlier } from '#server/screening/person-before'

/** What else there is of the person, newest first: leads of other lists and years, and clues of other models and runs. */
export function EarlierOfPerson({ earlier, left }: { earlier: readonly Earlier[]; left: number }) {
  if (earlier.length === 0) return null
  return (
    <Card title={text.title}>
      <p className="text-hint mb-2">{text.note}</p>
      <ol className="border-divider ms-1 space-y-2 border-s-2 ps-4">
        {earlier.map(({ id, of, on, title, institutionName, amountFen, state, conclusion }) => (
          <li key={id}>
            <span className="tabular">{on}</span>{' '}
            <Link href={of === 'lead' ? `/leads/${id}` : `/screening/hits/${id}`} prefetch={false} className="link">
              {text[of]}
            </Link>{' '}
            {title} <span className="text-ink-2">{institutionName}</span> {amountFen !== null && <Money amountFen={amountFen.toString()} />}{' '}
            {standing(state, conclusion)}
          </li>
        ))}
      </ol>
      {left > 0 && <p className="text-hint mt-2">{text.left(left)}</p>}
    </Card>
  )
}

function standing(state: Earlier['state'], conclusion: Earlier['conclusion']): string {
  if (conclusion) return leadText.conclusions[conclusion]
  return state ? leadText.states[state] : ''
}
