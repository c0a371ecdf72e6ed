import Link from 'next/link'
import { StepButton } from '#components/step-button'
import { beijingMinute } from '#domain/kernel/civil-date'
import type { LeadLinkState } from '#domain/lead/repeat'
import { sameSubject, subjectsApart } from '../repeat-actions'

/** What the links of a lead are called: of the lead itself, and of one subject that it names. */
type Words = { states: Record<LeadLinkState, string>; link: string; undo: string; reason: string }

type Said = {
  id: string
  version: number
  state: LeadLinkState
  other: { id: string; number: string }
  decidedByName: string
  decidedAt: Date
  reason: string
  undoneByName: string | null
  undoneAt: Date | null
  undoReason: string | null
  mayUndo: boolean
}

const asked = ({ reason }: Words) => ({ name: 'reason', label: reason, required: true })

/** What a person has said of two leads: who, when and why; and where it was taken back, the same of that. */
export function SaidOfTwo({ link, like, words }: { link: Said; like: string; words: Words }) {
  return (
    <>
      <LeadLink {...link.other} />　{words.states[link.state]}（{like}）
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
          label={words.undo}
          shut={null}
          fields={{ linkId: link.id, version: link.version }}
          action={subjectsApart}
          variant="outline"
          confirm={{ reason: asked(words) }}
        />
      )}
    </>
  )
}

type Candidate = { id: string; number: string; institutionName: string }

/** A lead that may be about the same, for a person to say so. */
export function MayBeSame({ one, like, words, fields }: { one: Candidate; like: string; words: Words; fields: Record<string, string> }) {
  return (
    <>
      <LeadLink id={one.id} number={one.number} />　{one.institutionName}（{like}）
      <StepButton
        label={words.link}
        shut={null}
        fields={{ ...fields, otherNumber: one.number }}
        action={sameSubject}
        variant="outline"
        confirm={{ reason: asked(words) }}
      />
    </>
  )
}

function LeadLink({ id, number }: { id: string; number: string }) {
  return (
    <Link href={`/leads/${id}`} prefetch={false} className="link font-mono">
      {number}
    </Link>
  )
}
