import 'server-only'
import { answerClocks } from '#domain/letter/steps'

const answering = answerClocks.map((rule) => `'${rule}'`).join(', ')
const letter = {
  from: 'letter t',
  id: 't.id',
  number: 'coalesce(t.document_number, t.number)',
  title: 't.title',
  href: "'/letters/' || t.id",
}
const runningClock = (rules: string) =>
  `(SELECT min(k.due_at) FROM statutory_clock k WHERE k.subject_type = 'letter' AND k.subject_id = t.id AND k.stopped_at IS NULL AND k.rule_id IN (${rules}))`
const clocked = (rules: string) => ({ dueAt: runningClock(rules), clocks: { of: 'letter', rules } }) as const

/** What letters between agencies bring to a desk: $1 agency, $2 person. */
export const letterWork = {
  receiveLetter: { ...letter, ...clocked("'CK89'"), where: "t.state = 'issued' AND t.receiver_agency_id = $1" },
  answerLetter: { ...letter, ...clocked(answering), where: "t.state = 'received' AND t.receiver_agency_id = $1" },
  approveLetter: {
    ...letter,
    ...clocked(answering),
    where: `(t.state = 'answerDrafted' AND t.receiver_agency_id = $1 AND t.answer_drafted_by_id <> $2
      OR t.state = 'drafted' AND t.sender_agency_id = $1 AND (t.drafted_by_id <> $2 OR t.kind IN ('blueNote', 'orangeNote', 'redNote')))`,
  },
  closeLetter: { ...letter, dueAt: 'NULL::timestamptz', where: "t.state = 'answered' AND t.sender_agency_id = $1" },
}
