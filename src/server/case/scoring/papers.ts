import 'server-only'
import { scoredOf } from '#documents/papers-of-cases'
import { registeredBy, type ScoringEffect, scoreTable } from '#domain/case/tracks/scoring-table'
import { sealedPart } from '#domain/document/paper-fields'
import { beijingDay, type CivilDate } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import type { Context } from '../../command'
import { draftPaper, issueDraft, nextDocumentNumber, voidIssued } from '../../document/papers'
import { must } from '../../refused'
import { openPerson } from './person'
import type { SeenScoring } from './take-scoring-step'

const subjectOf = ({ file, row }: SeenScoring) =>
  ({ type: 'case', id: file.id, title: scoredOf(file.partyName, row.seq), secrecy: file.secrecy }) as const

const common = ({ actor, now }: Context, { file, row, scoring }: SeenScoring) => {
  const { name, code } = openPerson(row)
  return {
    ...{ organ: actor.agencyName, datedOn: beijingDay(now), institution: file.partyName, caseNumber: file.number },
    ...{ personName: name, [sealedPart]: code, post: row.post, degree: row.degree, points: row.points, ground: row.ground },
    behaviour: scoreTable[scoring.entry].behaviour,
  }
}

/** Written and issued in one, under the next number of the agency; the number. */
async function issue(context: Context, kind: keyof typeof registers, seen: SeenScoring, said: Record<string, unknown>): Promise<string> {
  const subject = subjectOf(seen)
  const input = { ...common(context, seen), ...said, documentNumber: null }
  const agencyId = context.actor.agencyId ?? must(refuse('notFound'))
  const id = await draftPaper(context, kind, subject, input)
  const number = await nextDocumentNumber(context, agencyId, registers[kind], { kind, subject }, seen.file.secrecy)
  await issueDraft(context, { id, kind, revision: 1 }, subject, number, { ...input, documentNumber: number })
  return number
}
const registers = { scoringNotice: 'scoringNotice', scoringDecision: 'scoring', scoringCopy: 'letter' } as const

/** 记分告知书, to the person and the institution. */
export const writeScoringNotice = (context: Context, seen: SeenScoring, { noticedOn, sayBy }: { noticedOn: CivilDate; sayBy: CivilDate }) =>
  issue(context, 'scoringNotice', seen, { datedOn: noticedOn, sayBy })

type Decided = { decidedOn: CivilDate; year: number; earlier: number; effect: ScoringEffect; months: number | null }

/** 责任认定和记分决定书. */
export const issueScoringDecision = (context: Context, seen: SeenScoring, { decidedOn, ...decided }: Decided) =>
  issue(context, 'scoringDecision', seen, { ...decided, datedOn: decidedOn, statement: seen.row.spoke ? seen.row.statement : '' })

/** What was decided and nobody has: its paper is void with its number. */
export async function voidScoringDecision(context: Context, { file, row: { number } }: SeenScoring, reason: string): Promise<void> {
  const paper = await context.tx.officialDocument.findFirst({
    where: { subjectType: 'case', subjectId: file.id, kind: 'scoringDecision', state: 'issued', number },
    select: { id: true, revision: true },
  })
  if (paper && number) await voidIssued(context, { ...paper, number }, reason)
}

/** 抄送函, to whoever registers the person. */
export function writeCopyLetter(context: Context, seen: SeenScoring, days: { servedOn: CivilDate; endsOn: CivilDate }) {
  const { number, effect, months, year, earlier, post } = seen.row
  const decided = { decisionNumber: number, effect, months, year, earlier, to: registeredBy(post) }
  return issue(context, 'scoringCopy', seen, { ...decided, ...days, datedOn: days.servedOn })
}
