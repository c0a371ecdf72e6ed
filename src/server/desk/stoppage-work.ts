import 'server-only'

const stoppage = {
  from: 'case_stoppage t JOIN case_file c ON c.id = t.case_id',
  id: 't.id',
  number: 'c.number',
  title: "c.party_name || '　' || c.cause",
  href: "'/cases/' || c.id || '?tab=procedure'",
}

/** What waits of what decisions stopped: to be carried out and looked at again by the operating agency of the region, to be restored by the bureau. See `work-sources.ts`. */
export const stoppageWork = {
  handleStoppage: {
    ...stoppage,
    dueAt: "CASE WHEN t.begun_on IS NULL THEN t.told_at + interval '3 days' ELSE (t.to_on + 1)::timestamp AT TIME ZONE 'Asia/Shanghai' END",
    where: `(SELECT ctx_text('app.agency_kind')) = 'operator' AND c.region_no = $4 AND t.ended_on IS NULL AND t.reviewed_on IS NULL
      AND (t.begun_on IS NULL OR t.to_on <= ($7::timestamptz AT TIME ZONE 'Asia/Shanghai')::date)`,
  },
  restoreStoppage: {
    ...stoppage,
    dueAt: "(t.reviewed_on + 4)::timestamp AT TIME ZONE 'Asia/Shanghai'",
    where: 'c.agency_id = $1 AND t.ended_on IS NULL AND t.reviewed_on IS NOT NULL AND t.reviewed_by_id <> $2',
  },
}
