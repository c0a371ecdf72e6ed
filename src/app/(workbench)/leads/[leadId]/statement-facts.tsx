import { DescriptionList } from '#components/ui/description-list'
import { beijingMinute, deadlineMinute } from '#domain/kernel/civil-date'
import { leadText } from '#messages/zh/lead'
import { statementText } from '#messages/zh/lead-statement'
import type { StatementView } from '#server/lead/statement-queries'

/** What was asked, said, told, objected and decided, in the order in which it happened. */
export function StatementFacts({ statement }: { statement: Omit<StatementView, 'mayDecide'> }) {
  const { state, askedAt, dueAt, question, answer, answeredAt, toldConclusion, toldAt, objectUntil } = statement
  const { objection, objectedAt, decideBy, decision, decisionReason, decidedAt } = statement
  const said = (text: string) => <span className="whitespace-pre-line">{text}</span>
  const files = (kind: string) => {
    const own = statement.files.filter((one) => one.kind === kind)
    if (own.length === 0) return undefined
    return own.map(({ id, title, file }) => (
      <a key={id} href={`/api/files/${file.id}`} className="link me-2">
        {title}
      </a>
    ))
  }
  return (
    <DescriptionList
      columns={1}
      items={[
        { term: statementText.question, value: said(question) },
        { term: statementText.askedAt, value: statementText.by(statement.askedByName, beijingMinute(askedAt)) },
        { term: statementText.state, value: `${statementText.states[state]}（${statementText.due} ${deadlineMinute(dueAt)}）` },
        ...(answer && answeredAt
          ? [
              { term: statementText.answer, value: said(answer), note: files('answer') },
              { term: '', value: statementText.by(statement.answeredByName ?? '', beijingMinute(answeredAt)) },
            ]
          : []),
        ...(toldConclusion && toldAt
          ? [
              {
                term: statementText.told,
                value: `${leadText.conclusions[toldConclusion]}（${statementText.toldAt} ${beijingMinute(toldAt)}）`,
              },
            ]
          : []),
        ...(objectUntil ? [{ term: statementText.objectUntil, value: deadlineMinute(objectUntil), note: statementText.unverified }] : []),
        ...(objection && objectedAt
          ? [
              { term: statementText.objection, value: said(objection), note: files('objection') },
              { term: '', value: statementText.by(statement.objectedByName ?? '', beijingMinute(objectedAt)) },
            ]
          : []),
        ...(decideBy && !decidedAt
          ? [{ term: statementText.decideBy, value: deadlineMinute(decideBy), note: statementText.unverified }]
          : []),
        ...(decision && decidedAt
          ? [
              { term: statementText.decision, value: `${statementText.decisions[decision]}：${decisionReason ?? ''}` },
              { term: '', value: statementText.by(statement.decidedByName ?? '', beijingMinute(decidedAt)) },
            ]
          : []),
      ]}
    />
  )
}
