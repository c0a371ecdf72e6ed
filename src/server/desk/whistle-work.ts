import 'server-only'

const endOfDay = (column: string) => `((${column} + 1)::timestamp AT TIME ZONE 'Asia/Shanghai')`
/** A list on a screen that others pass by says that there is one, by its number alone. */
const report = { id: 't.id', number: 't.number', title: "''", href: "'/whistle-reports/' || t.id" }

/** What reports of whistle-blowers bring to a desk, each to its keeper: $1 agency, $2 person. */
export const whistleWork = {
  handleReport: {
    ...{ ...report, from: 'whistle_report t' },
    dueAt: endOfDay("CASE t.stage WHEN 'received' THEN t.accept_by ELSE t.reply_by END"),
    where: "t.agency_id = $1 AND t.keeper_id = $2 AND (t.stage = 'received' OR t.is_named AND t.stage IN ('decided', 'declined'))",
  },
  decideReward: {
    ...{ ...report, from: 'whistle_reward w JOIN whistle_report t ON t.id = w.report_id', id: 'w.id' },
    dueAt: 'NULL::timestamptz',
    where: "w.stage = 'proposed' AND t.agency_id = $1 AND w.proposed_by_id <> $2",
  },
}
