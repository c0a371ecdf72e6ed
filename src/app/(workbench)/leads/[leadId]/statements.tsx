import { CommandForm } from '#components/command-form'
import { SheetButton } from '#components/sheet-links'
import { Card } from '#components/ui/card'
import { RadioGroup } from '#components/ui/choice'
import { Disclosure } from '#components/ui/disclosure'
import { Field } from '#components/ui/field'
import { Textarea } from '#components/ui/input'
import { leadObjectionDecisions } from '#domain/lead/statements'
import { statementText } from '#messages/zh/lead-statement'
import type { StatementView } from '#server/lead/statement-queries'
import { askForStatement, decideOnObjection } from '../statement-actions'
import type { LeadView } from './lead-facts'
import { StatementFacts } from './statement-facts'

/** What the institution was asked and said; the officer asks, and somebody else decides an objection. */
export function Statements({ lead, statements }: { lead: LeadView; statements: readonly StatementView[] }) {
  const asks =
    lead.institutionId !== null && lead.steps.some(({ name }) => name === 'submit') && !statements.some(({ state }) => state === 'asked')
  if (!asks && statements.length === 0) return null
  return (
    <Card title={statementText.cardTitle}>
      {statements.length === 0 && <p className="text-ink-2">{statementText.none}</p>}
      <ul className="space-y-4">
        {statements.map((statement) => (
          <li key={statement.id}>
            <StatementFacts statement={statement} />
            {statement.answeredAt && <SheetButton kind="institutionStatement" id={statement.id} />}
            {statement.mayDecide && <Decide statement={statement} />}
          </li>
        ))}
      </ul>
      {asks && (
        <Disclosure summary={statementText.ask}>
          <CommandForm
            action={askForStatement}
            submitLabel={statementText.ask}
            submitVariant="outline"
            version={lead.version}
            fields={{ leadId: lead.id }}
            scope="ask"
          >
            <Field name="question" label={statementText.question} hint={statementText.askHint} required>
              <Textarea rows={3} maxLength={2000} />
            </Field>
          </CommandForm>
        </Disclosure>
      )}
    </Card>
  )
}

function Decide({ statement }: { statement: StatementView }) {
  return (
    <CommandForm
      action={decideOnObjection}
      submitLabel={statementText.decide}
      version={statement.version}
      fields={{ statementId: statement.id }}
      scope="decide"
    >
      <RadioGroup
        name="decision"
        legend={statementText.decision}
        choices={leadObjectionDecisions.map((value) => ({ value, label: statementText.decisions[value] }))}
        required
        inline
      />
      <Field name="reason" label={statementText.reason} required>
        <Textarea rows={2} maxLength={1000} />
      </Field>
    </CommandForm>
  )
}
