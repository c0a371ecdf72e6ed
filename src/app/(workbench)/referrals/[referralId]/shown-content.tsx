import { DescriptionList } from '#components/ui/description-list'
import { formatYuan } from '#domain/kernel/money'
import { citation, laws } from '#domain/law/law'
import type { Content } from '#domain/referral/snapshot'
import { disclosureText } from '#messages/zh/referral-disclosure'

type Fact = NonNullable<Content['case']>['facts'][number]

/** What goes to the other side, as it sees it; `children` stands for the materials, where more is said of each. */
export function ShownContent({ content, hasBills, children }: { content: Content; hasBills: boolean; children?: React.ReactNode }) {
  const { case: file, lead } = content
  const matter = [file?.partyName ? [file.number, file.partyName, file.cause] : [], lead ? [lead.number, lead.behaviour] : []].flat()
  return (
    <DescriptionList
      items={[
        { term: disclosureText.matter, value: matter.join(' · ') || disclosureText.none },
        { term: disclosureText.facts, value: file?.facts.length ? <Facts facts={file.facts} /> : disclosureText.none },
        { term: disclosureText.materials, value: children ?? (content.materials.map(({ title }) => title).join('；') || '—') },
        ...(hasBills ? [{ term: disclosureText.bills, value: disclosureText.billCount(content.bills.length) }] : []),
      ]}
    />
  )
}

const Facts = ({ facts }: { facts: readonly Fact[] }) => (
  <ul>
    {facts.map((fact) => (
      <li key={`${fact.behaviour}${fact.actFrom}`}>{wordsOf(fact).join('；')}</li>
    ))}
  </ul>
)

const yuan = (amountFen: string) => formatYuan(BigInt(amountFen))

function wordsOf({ behaviour, actFrom, actTo, law, article, billedFen, irregularFen, fundLossFen }: Fact): string[] {
  return [
    `${behaviour}（${disclosureText.period(actFrom, actTo)}）`,
    ...(law && article ? [law in laws ? citation({ law: law as keyof typeof laws, article }) : article] : []),
    ...(billedFen && irregularFen && fundLossFen ? [disclosureText.amounts(yuan(billedFen), yuan(irregularFen), yuan(fundLossFen))] : []),
  ]
}
