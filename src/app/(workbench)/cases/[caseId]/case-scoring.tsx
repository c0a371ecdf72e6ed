import { Masked } from '#components/masked'
import { Card } from '#components/ui/card'
import { DescriptionList } from '#components/ui/description-list'
import { Tag } from '#components/ui/tag'
import { revealReasons } from '#domain/lead/inputs'
import { procedureText } from '#messages/zh/case-procedure'
import { scoringText } from '#messages/zh/case-scoring'
import { leadText } from '#messages/zh/lead'
import type { CaseView } from '#server/case/queries'
import { score, showScored } from '../actions'
import { CaseAct } from './case-act'
import { ConcludeFields, ProposeFields, scoringFields } from './scoring-fields'

const { fields } = scoringText
type ScoringView = NonNullable<CaseView['scoring']>
type Person = ScoringView['persons'][number]
type Props = { file: CaseView; scoring: ScoringView }

/** Who of the institution is scored, how it stands with each, and the steps open to this person. */
export function CaseScoring({ file }: { file: CaseView }) {
  const { scoring } = file
  if (!scoring) return null
  const { runs, persons, proposal, conclusion } = scoring
  return (
    <Card title={scoringText.title}>
      <div className="space-y-3">
        <p className="flex flex-wrap items-center gap-2">
          {!runs && <Tag tone="success">{scoringText.ended}</Tag>}
          <span className="text-hint">{scoringText.byOperator}</span>
        </p>
        <p className="text-hint">{scoringText.unverified}</p>
        {persons.length === 0 && <p className="text-ink-2">{scoringText.none}</p>}
        <ul className="divide-divider divide-y">
          {persons.map((person) => (
            <One key={person.id} file={file} scoring={scoring} person={person} />
          ))}
        </ul>
        {proposal && (
          <CaseAct
            // Begins anew with each person: the one before stands masked, and not in the fields.
            key={persons.length}
            file={file}
            scope="scoring-propose"
            action={score}
            fields={{ step: 'propose' }}
            label={scoringText.propose}
            shut={proposal.ok ? null : proposal.refusal}
          >
            <ProposeFields />
          </CaseAct>
        )}
        {conclusion && (
          <CaseAct
            file={file}
            scope="scoring-conclude"
            action={score}
            fields={{ step: 'conclude' }}
            label={scoringText.conclude}
            shut={conclusion.ok ? null : conclusion.refusal}
          >
            <ConcludeFields />
          </CaseAct>
        )}
      </div>
    </Card>
  )
}

function One({ file, scoring, person }: Props & { person: Person }) {
  const { stage, effect, months, endsOn } = person
  const reveal = {
    action: showScored,
    fields: { scoringId: person.id },
    reasons: revealReasons.map((value) => ({ value, label: leadText.revealReasons[value] })),
  }
  return (
    <li className="space-y-2 py-3">
      <p className="flex flex-wrap items-center gap-2">
        <span className="text-ink-2">{scoringText.person(person.seq)}</span>
        <span className="font-semibold">
          <Masked
            text={`${person.person.name} ${person.person.code}`}
            label={scoringText.reveal}
            reveal={scoring.mayReveal ? reveal : undefined}
          />
        </span>
        <span>{scoringText.posts[person.post]}</span>
        <Tag>{scoringText.points(person.points)}</Tag>
        <Tag tone={stage === 'dropped' || stage === 'revoked' ? 'warning' : stage === 'restored' ? 'success' : undefined}>
          {scoringText.stages[stage]}
        </Tag>
        {effect && (
          <span>
            {scoringText.effects[effect]}
            {months !== null && ` ${scoringText.months(months)}`}
            {endsOn && ` ${scoringText.until(endsOn)}（${scoringText.exception}）`}
          </span>
        )}
      </p>
      <DescriptionList columns={2} items={itemsOf(person)} />
      {person.steps.map(({ name, basis, shut }) => (
        <CaseAct
          key={name}
          file={file}
          scope={`scoring-${name}-${person.seq}`}
          action={score}
          fields={{ step: name, scoringId: person.id }}
          label={scoringText.steps[name]}
          shut={shut}
          basis={basis}
        >
          {scoringFields[name]}
        </CaseAct>
      ))}
    </li>
  )
}

const itemsOf = (person: Person) => [
  { term: fields.degree, value: scoringText.degrees[person.degree], note: person.behaviour },
  { term: fields.ground, value: person.ground, note: person.proposedByName },
  ...(person.noticedOn
    ? [{ term: fields.noticedOn, value: `${person.noticedOn}　${person.noticeReceiver}`, note: `${fields.sayBy} ${person.sayBy}` }]
    : []),
  ...(person.statedOn ? [{ term: fields.said, value: person.statement || '—', note: person.statedOn }] : []),
  ...(person.reviewedByName ? [{ term: fields.reviewed, value: person.reviewOpinion, note: person.reviewedByName }] : []),
  ...(person.decidedOn && person.year !== null
    ? [
        { term: fields.decided, value: `${person.decidedByName ?? ''}　${person.number}`, note: person.decidedOn },
        { term: fields.points, value: scoringText.yearly(person.year, person.earlier ?? 0, person.points) },
      ]
    : []),
  ...(person.servedOn && person.method
    ? [
        {
          term: fields.servedOn,
          value: `${person.servedOn}　${procedureText.methods[person.method]}　${person.receiver}`,
          note: `${fields.objectBy} ${person.objectBy}`,
        },
      ]
    : []),
  ...(person.objectedOn ? [{ term: fields.objection, value: person.objection, note: person.objectedOn }] : []),
  ...(person.answer ? [{ term: fields.answer, value: person.answer, note: person.answeredByName ?? undefined }] : []),
  ...(person.endReason ? [{ term: fields.reason, value: person.endReason, note: person.restoredOn ?? undefined }] : []),
]
