import Link from 'next/link'
import { StepButton } from '#components/step-button'
import { Card } from '#components/ui/card'
import { beijingMinute } from '#domain/kernel/civil-date'
import { repeatText } from '#messages/zh/lead-repeats'
import type { RepeatCount, RepeatsView } from '#server/lead/repeats-of-lead'
import { sameSubject, subjectsApart } from '../repeat-actions'
import type { LeadView } from './lead-facts'

/** How often one subject has come down, and whether denser checks are proposed. */
export function CountLine({ label, count }: { label: string; count: RepeatCount }) {
  return (
    <>
      <p>
        {label}：{repeatText.count(count)}
        {repeatText.substantiated(count.substantiated)}
      </p>
      {count.denser && <p className="text-danger">{repeatText.denser}</p>}
    </>
  )
}

/** Whom the lead is about, over lists, campaigns and cities; what may be the same, for a person to say. */
export function Repeats({ lead, repeats }: { lead: LeadView; repeats: RepeatsView }) {
  const { institution, person, links, candidates } = repeats
  const reason = { name: 'reason', label: repeatText.reason, required: true }
  return (
    <Card title={repeatText.title}>
      {!institution && !person && <p className="text-ink-2">{repeatText.none}</p>}
      {institution && <CountLine label={repeatText.institution} count={institution} />}
      {person && <CountLine label={repeatText.person} count={person} />}
      <p className="text-hint">{repeatText.sight}</p>
      <ul className="space-y-2">
        {links.map((link) => (
          <li key={link.id}>
            <LeadLink id={link.other.id} number={link.other.number} />　{repeatText.states[link.state]}（{repeatText.like(link.likeness)}，
            {repeatText.score(link.score)}）
            <p className="text-ink-2">
              {link.decidedByName} {beijingMinute(link.decidedAt)}：{link.reason}
            </p>
            {link.undoneAt && (
              <p className="text-ink-2">
                {link.undoneByName} {beijingMinute(link.undoneAt)}：{link.undoReason}
              </p>
            )}
            {link.mayUndo && (
              <StepButton
                label={repeatText.undo}
                shut={null}
                fields={{ linkId: link.id, version: link.version }}
                action={subjectsApart}
                variant="outline"
                confirm={{ reason }}
              />
            )}
          </li>
        ))}
      </ul>
      {candidates.length > 0 && (
        <>
          <h3 className="mt-3 font-semibold">{repeatText.candidates}</h3>
          <p className="text-hint">{repeatText.candidatesHint}</p>
          <ul className="space-y-2">
            {candidates.map((one) => (
              <li key={one.id}>
                <LeadLink id={one.id} number={one.number} />　{one.institutionName}（{repeatText.score(one.score)}：
                {one.why.map(repeatText.like).join('；')}）
                <StepButton
                  label={repeatText.link}
                  shut={null}
                  fields={{ leadId: lead.id, otherNumber: one.number }}
                  action={sameSubject}
                  variant="outline"
                  confirm={{ reason }}
                />
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  )
}

function LeadLink({ id, number }: { id: string; number: string }) {
  return (
    <Link href={`/leads/${id}`} prefetch={false} className="link font-mono">
      {number}
    </Link>
  )
}
