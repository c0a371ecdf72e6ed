import { notFound } from 'next/navigation'
import { CommandForm } from '#components/command-form'
import { SheetButton } from '#components/sheet-links'
import { Card, PageHead } from '#components/ui/card'
import { Field } from '#components/ui/field'
import { Textarea } from '#components/ui/input'
import { UploadField } from '#components/upload-field'
import { statementText } from '#messages/zh/lead-statement'
import { currentTime } from '#server/clock/now'
import { getStatement } from '#server/lead/statement-queries'
import { requireActor } from '#server/session'
import { StatementFacts } from '../../leads/[leadId]/statement-facts'
import { answer, object } from '../actions'

export const metadata = { title: statementText.title }

/** One question of the bureau, with the form of the institution's word or of its objection. */
export default async function StatementPage({ params }: { params: Promise<{ statementId: string }> }) {
  const actor = await requireActor()
  const statement = await getStatement(actor, (await params).statementId, currentTime())
  if (!statement) notFound()
  const fields = { statementId: statement.id }
  return (
    <>
      <PageHead
        title={`${statementText.title}　${statement.leadNumber}`}
        trail={statement.agencyName}
        actions={statement.answeredAt && <SheetButton kind="institutionStatement" id={statement.id} />}
      />
      <div className="space-y-4">
        <Card>
          <StatementFacts statement={statement} />
        </Card>
        {statement.mayAnswer && (
          <Card title={statementText.answer}>
            <CommandForm
              action={answer}
              submitLabel={statementText.submitAnswer}
              version={statement.version}
              fields={fields}
              draftKey={`statement:${statement.id}`}
            >
              <Field name="answer" label={statementText.answer} hint={statementText.answerHint} required>
                <Textarea rows={6} maxLength={4000} />
              </Field>
              <UploadField name="evidenceFileIds" label={statementText.files} multiple />
            </CommandForm>
          </Card>
        )}
        {statement.mayObject && (
          <Card title={statementText.objection}>
            <CommandForm
              action={object}
              submitLabel={statementText.submitObjection}
              version={statement.version}
              fields={fields}
              draftKey={`objection:${statement.id}`}
            >
              <Field name="objection" label={statementText.objection} hint={statementText.objectionHint} required>
                <Textarea rows={6} maxLength={4000} />
              </Field>
              <UploadField name="evidenceFileIds" label={statementText.files} multiple />
            </CommandForm>
          </Card>
        )}
      </div>
    </>
  )
}
