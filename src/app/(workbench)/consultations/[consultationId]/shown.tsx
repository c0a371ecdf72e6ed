import { Card } from '#components/ui/card'
import type { Disclosed } from '#domain/consultation/disclosed'
import { formatYuan } from '#domain/kernel/money'
import { citation, laws } from '#domain/law/law'
import { consultationText } from '#messages/zh/consultation'
import { disclosureText } from '#messages/zh/referral-disclosure'

/** What of the case was put before those who are asked, as it stood then. */
export function Shown({ disclosed, hash }: { disclosed: Disclosed['case']; hash: string }) {
  return (
    <Card title={consultationText.shown} actions={<span className="text-hint font-mono text-xs">{consultationText.hash(hash)}</span>}>
      {disclosed === null ? (
        <p className="text-ink-2">{consultationText.notShown}</p>
      ) : (
        <>
          {disclosed.partyName !== '' && <p>{[disclosed.number, disclosed.partyName, disclosed.cause].join(' · ')}</p>}
          <ul className="list-disc ps-5">
            {disclosed.facts.map((fact) => (
              <li key={`${fact.behaviour}${fact.actFrom}${fact.actTo}`}>{wordsOf(fact).join('；')}</li>
            ))}
          </ul>
        </>
      )}
    </Card>
  )
}

type Fact = NonNullable<Disclosed['case']>['facts'][number]
const yuan = (amountFen: string) => formatYuan(BigInt(amountFen))

const wordsOf = ({ behaviour, actFrom, actTo, law, article, billedFen, irregularFen, fundLossFen }: Fact): string[] => [
  `${behaviour}（${disclosureText.period(actFrom, actTo)}）`,
  ...(law && article ? [law in laws ? citation({ law: law as keyof typeof laws, article }) : article] : []),
  ...(billedFen && irregularFen && fundLossFen ? [disclosureText.amounts(yuan(billedFen), yuan(irregularFen), yuan(fundLossFen))] : []),
]
