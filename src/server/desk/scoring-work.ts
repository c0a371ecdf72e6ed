import 'server-only'
import { ofNearestOperator } from './nearest-operator'

const runs = "EXISTS (SELECT FROM case_track t WHERE t.case_id = c.id AND t.kind = 'scoring' AND t.state = 'running')"
const person = (where: string) => `EXISTS (SELECT FROM case_scoring g WHERE g.case_id = c.id AND ${where})`

/** A suspension whose last day has come waits for the qualification to be given back. */
const over = `g.stage = 'served' AND g.effect = 'suspended'
  AND g.served_on + make_interval(months => g.months) <= ($7::timestamptz AT TIME ZONE 'Asia/Shanghai')::date`

const scoring = {
  from: 'case_file c',
  id: 'c.id',
  number: 'c.number',
  title: "c.party_name || '　' || c.cause",
  dueAt: 'NULL::timestamptz',
  href: "'/cases/' || c.id || '?tab=procedure'",
}

/** What waits at the operating agency of the scoring of staff: for its head what others worked on, for the others the next thing to do. */
export const scoringWork = {
  decideScoring: {
    ...scoring,
    where: `${ofNearestOperator} AND ${person(`$2 <> ALL (g.worker_ids) AND (g.stage = 'reviewed' OR g.stage = 'objected' AND g.decided_by_id <> $2 OR ${over})`)}`,
  },
  handleScoring: {
    ...scoring,
    where: `${ofNearestOperator} AND ((${runs} AND NOT ${person('true')})
      OR ${person(`(g.stage IN ('proposed', 'noticed') OR g.stage = 'stated' AND $2 <> ALL (g.worker_ids) OR g.stage = 'decided' AND g.decided_by_id <> $2
        OR (SELECT ctx_has_role('reviewer')) AND g.stage = 'objected' AND $2 <> ALL (g.worker_ids) AND g.decided_by_id <> $2)`)})`,
  },
} as const
