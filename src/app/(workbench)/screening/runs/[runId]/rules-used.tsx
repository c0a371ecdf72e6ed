import Link from 'next/link'
import { screeningText as text } from '#messages/zh/screening'

type Used = { ruleCount: number; ruleLists: readonly { id: string; fileName: string }[] }

/** Which approved lists of item rules a run goes by; none: what the delivery brings. */
export function RulesUsed({ ruleCount, ruleLists }: Used) {
  if (ruleCount === 0) return <p className="text-hint my-3">{text.ownRulesOnly}</p>
  return (
    <p className="text-hint my-3">
      {text.rulesUsed(ruleCount)}
      {ruleLists.map(({ id, fileName }, place) => (
        <span key={id}>
          {place > 0 && '、'}
          <Link href={`/screening/rules/${id}`} prefetch={false} className="link">
            {fileName}
          </Link>
        </span>
      ))}
    </p>
  )
}
