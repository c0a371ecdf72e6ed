import { CommandForm } from '#components/command-form'
import { Card } from '#components/ui/card'
import { Checkbox } from '#components/ui/choice'
import { DescriptionList } from '#components/ui/description-list'
import { formatYuan } from '#domain/kernel/money'
import { citation, laws } from '#domain/law/law'
import { disclosureText } from '#messages/zh/referral-disclosure'
import type { ReferralView } from '#server/referral/queries'
import { disclose } from '../actions'

type Preview = NonNullable<ReferralView['preview']>
type Content = Preview['content']
type Fact = NonNullable<Content['case']>['facts'][number]

/** What the other side will see, before the head approves it; and what of it the sender may still put in or take out. */
export function Disclosure({ referral, preview }: { referral: ReferralView; preview: Preview }) {
  return (
    <Card title={disclosureText.title} actions={<span className="text-hint font-mono text-xs">{disclosureText.hash(preview.hash)}</span>}>
      {preview.overtaken && (
        <p role="alert" className="text-danger mb-2 font-semibold">
          {disclosureText.overtaken}
        </p>
      )}
      <p className="text-ink-2 mb-2">{disclosureText.lead}</p>
      <Shown content={preview.content} hasBills={referral.kind === 'billVerification'} />
      {referral.records.includes('disclose') && <Choice referral={referral} preview={preview} />}
    </Card>
  )
}

function Shown({ content, hasBills }: { content: Content; hasBills: boolean }) {
  const { case: file, lead } = content
  const matter = [file?.partyName ? [file.number, file.partyName, file.cause] : [], lead ? [lead.number, lead.behaviour] : []].flat()
  return (
    <DescriptionList
      items={[
        { term: disclosureText.matter, value: matter.join(' · ') || disclosureText.none },
        { term: disclosureText.facts, value: file?.facts.length ? <Facts facts={file.facts} /> : disclosureText.none },
        { term: disclosureText.materials, value: content.materials.map(({ title }) => title).join('；') || '—' },
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

function Choice({ referral, preview }: { referral: ReferralView; preview: Preview }) {
  return (
    <CommandForm
      scope="disclosure"
      action={disclose}
      submitLabel={disclosureText.save}
      submitVariant="outline"
      version={referral.version}
      fields={{ referralId: referral.id }}
      className="mt-3 max-w-2xl"
    >
      <fieldset>
        <legend className="font-semibold">{disclosureText.choose}</legend>
        {preview.parts.map(({ part, goes }) => (
          <Checkbox key={part} name="parts" value={part} defaultChecked={goes} label={disclosureText.parts[part]} />
        ))}
      </fieldset>
      {referral.caseId && (
        <fieldset className="mt-2">
          <legend className="font-semibold">{disclosureText.factsLabel}</legend>
          {preview.facts.length === 0 && <p className="text-hint">{disclosureText.noFacts}</p>}
          {preview.facts.map(({ id, behaviour, actFrom, actTo, goes }) => (
            <Checkbox
              key={id}
              name="factIds"
              value={id}
              defaultChecked={goes}
              label={`${behaviour}（${disclosureText.period(actFrom, actTo)}）`}
            />
          ))}
        </fieldset>
      )}
    </CommandForm>
  )
}
