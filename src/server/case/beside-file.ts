import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { fieldsAsColumns } from '#platform/json-rows'
import { Prisma } from '#platform/prisma/client'
import { mayRead, opensUnder, standsAlso } from '../access'

const { CaseInquiryScalarFieldEnum, CaseHoldScalarFieldEnum, LetterScalarFieldEnum } = Prisma
const { CriminalProgressScalarFieldEnum, DiscretionBenchmarkScalarFieldEnum } = Prisma

const fieldsOf = (row: string, names: object) => fieldsAsColumns(row, Object.keys(names))

/**
 * What the page of a case is told of besides the case itself: how it was looked into, what a criminal court made of it, and what fines of its
 * place are measured by. It travels with the case, for each question of its own would wait for an answer of its own.
 */
export const besideLists = {
  inquiries: `SELECT ${fieldsOf('q', CaseInquiryScalarFieldEnum)},
    (SELECT row_to_json(x) FROM (SELECT n.seq FROM case_inquiry n WHERE n.corrects_id = q.id) x) AS correction
    FROM case_inquiry q WHERE q.case_id = c.id ORDER BY q.seq`,
  holds: `SELECT ${fieldsOf('h', CaseHoldScalarFieldEnum)} FROM case_hold h WHERE h.case_id = c.id ORDER BY h.seq`,
  letters: `SELECT ${fieldsOf('l', LetterScalarFieldEnum)} FROM letter l
    WHERE l.case_id = c.id AND l.kind = 'assistance' AND l.state <> 'withdrawn' ORDER BY l.id`,
  progress: `SELECT ${fieldsOf('p', CriminalProgressScalarFieldEnum)} FROM criminal_progress p
    WHERE p.referral_id IN (SELECT id FROM referred WHERE kind = 'police') ORDER BY p.occurred_on, p.recorded_at`,
  benchmarks: `SELECT ${fieldsOf('b', DiscretionBenchmarkScalarFieldEnum)} FROM discretion_benchmark b
    WHERE b.state = 'inUse' AND b.range_lo <= c.region_no AND b.range_hi >= c.region_no`,
} as const

export type Beside = {
  inquiries: Prisma.CaseInquiryGetPayload<{ include: { correction: { select: { seq: true } } } }>[]
  holds: Prisma.CaseHoldGetPayload<object>[]
  letters: Prisma.LetterGetPayload<object>[]
  progress: Prisma.CriminalProgressGetPayload<object>[]
  benchmarks: Prisma.DiscretionBenchmarkGetPayload<object>[]
}

type Within = { referrals: readonly { id: string }[] }

/** What of it this person reads, who reads this case and these referrals. */
export function readableBeside<File extends Within>(actor: Actor, file: File, found: Beside): Beside {
  const looked = opensUnder(actor, 'caseInquiry', file)
  const letters = found.letters.filter((letter) => mayRead(actor, 'letter', letter))
  return {
    inquiries: looked ? found.inquiries.filter((row) => standsAlso(actor, 'caseInquiry', row)) : [],
    holds: looked ? found.holds.filter((row) => standsAlso(actor, 'caseHold', row)) : [],
    letters,
    progress: found.progress.filter(
      (row) => file.referrals.some(({ id }) => id === row.referralId) && standsAlso(actor, 'criminalProgress', row),
    ),
    // A list that was never written is an empty one, as the database client gives it.
    benchmarks: found.benchmarks.map((row) => ({ ...row, provisionIds: row.provisionIds ?? [] })),
  }
}
