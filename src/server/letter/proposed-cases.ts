import 'server-only'
import { lapsingRules } from '#domain/clock/rules'
import type { Actor } from '#domain/kernel/access'
import { caseProposalGrounds, caseProposalRules } from '#domain/letter/proposed'
import { ofOwnReach, readableSql } from '../access'
import { hotQuery } from '../query'
import { writableKinds } from './receivers'

type Found = {
  id: string
  number: string
  partyName: string
  agencyName: string
  regionNo: number
  lossFen: string
  filedAt: Date | null
  decidedAt: Date | null
  overdueSince: Date | null
}
const shown = 100

/** The open cases of the own place and those below that the rules put forward, and that no letter is about yet. A person decides. */
export async function listProposedCases(actor: Actor, now: Date) {
  if (actor.department !== 'MI' || writableKinds(actor).length === 0) return []
  const { largeLoss, longOpen, farOverdue } = caseProposalRules
  const found = await hotQuery(actor, (client) =>
    client.query<Found>({
      name: 'proposed-cases',
      text: `
        SELECT case_file.id, case_file.number, case_file.party_name AS "partyName", a.name AS "agencyName", case_file.region_no AS "regionNo",
          f.loss::text AS "lossFen", case_file.filed_at AS "filedAt", case_file.decided_at AS "decidedAt", k.due_at AS "overdueSince"
        FROM case_file JOIN agency a ON a.id = case_file.agency_id
        CROSS JOIN LATERAL (SELECT min(due_at) AS due_at FROM statutory_clock c WHERE c.subject_type = 'case' AND c.subject_id = case_file.id
          AND c.stopped_at IS NULL AND c.paused_at IS NULL AND c.due_at <= $1::timestamptz AND c.rule_id <> ALL ($5::text[])) k
        CROSS JOIN LATERAL (SELECT sum(fund_loss_fen) AS loss FROM case_fact WHERE case_id = case_file.id AND withdrawn_at IS NULL) f
        WHERE case_file.state IN ('filed', 'investigating', 'decided') AND ${readableSql('case')} AND ${ofOwnReach('case_file')}
          AND (case_file.decided_at IS NULL AND case_file.filed_at < $1::timestamptz - make_interval(days => $2)
            OR k.due_at < $1::timestamptz - make_interval(days => $3))
          AND f.loss >= $4::bigint
          AND NOT EXISTS (SELECT FROM letter l WHERE l.case_id = case_file.id AND l.state <> 'withdrawn')
        ORDER BY f.loss DESC, case_file.id LIMIT ${shown}`,
      values: [now, longOpen.length - 1, farOverdue.length - 1, largeLoss.length, [...lapsingRules]],
    }),
  )
  return found.rows
    .map(({ lossFen, ...row }) => ({ ...row, lossFen: BigInt(lossFen), isOwn: row.regionNo === actor.regionNo }))
    .map((row) => ({ ...row, grounds: caseProposalGrounds(row, now) }))
    .filter(({ grounds }) => grounds.length > 0)
}
export type ProposedCase = Awaited<ReturnType<typeof listProposedCases>>[number]
