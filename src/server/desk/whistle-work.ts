import 'server-only'

const endOfDay = (column: string) => `((${column} + 1)::timestamp AT TIME ZONE 'Asia/Shanghai')`
/** A list on a screen that others pass by says that there is one, by its number alone. */
const report = { id: 't.id', number: 't.number', title: "''", href: "'/whistle-reports/' || t.id" }

/** Taken up, and what it led to is over or decided without it: nobody but its keeper can say what comes of it. */
const undecided = `t.stage = 'accepted' AND (
  EXISTS (SELECT FROM lead l WHERE l.id = t.lead_id AND (l.state = 'concluded' OR l.withdrawn_at IS NOT NULL OR l.merged_into_id IS NOT NULL))
  OR EXISTS (SELECT FROM case_file c WHERE c.lead_id = t.lead_id AND c.filed_at IS NOT NULL))`
const reward = {
  ...{ from: 'whistle_reward w JOIN whistle_report t ON t.id = w.report_id', id: 'w.id' },
  dueAt: endOfDay('w.collect_by'),
}

/** What reports of whistle-blowers bring to a desk, each to its keeper: $1 agency, $2 person. */
export const whistleWork = {
  handleReport: {
    ...{ ...report, from: 'whistle_report t' },
    dueAt: endOfDay("CASE t.stage WHEN 'received' THEN t.accept_by WHEN 'accepted' THEN NULL ELSE t.reply_by END"),
    where: `t.agency_id = $1 AND t.keeper_id = $2 AND (t.stage = 'received' OR t.is_named AND t.stage IN ('decided', 'declined') OR ${undecided})`,
  },
  handleReward: {
    ...{ ...report, ...reward },
    where: `t.agency_id = $1 AND t.keeper_id = $2 AND (w.stage IN ('approved', 'noticed') OR w.stage = 'returned' AND NOT EXISTS (
      SELECT FROM whistle_reward later WHERE later.report_id = w.report_id AND later.seq > w.seq))`,
  },
  payReward: {
    ...{ ...report, ...reward },
    where: "w.stage = 'noticed' AND t.agency_id = $1 AND t.keeper_id <> $2 AND w.proposed_by_id <> $2 AND w.approved_by_id <> $2",
  },
  decideReward: {
    ...{ ...report, from: 'whistle_reward w JOIN whistle_report t ON t.id = w.report_id', id: 'w.id' },
    dueAt: 'NULL::timestamptz',
    where: "w.stage = 'proposed' AND t.agency_id = $1 AND w.proposed_by_id <> $2",
  },
}
