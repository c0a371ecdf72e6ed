import 'server-only'
import { ofNearestOperator } from './nearest-operator'

const stoppage = {
  from: 'case_stoppage t JOIN case_file c ON c.id = t.case_id',
  id: 't.id',
  number: 'c.number',
  title: "c.party_name || '　' || c.cause",
  href: "'/cases/' || c.id || '?tab=procedure'",
}

/** Its party has it looked at again, and it is not carried out meanwhile (停止执行). */
const stayed = `EXISTS (SELECT FROM case_stoppage_change s JOIN case_remedy y ON y.id = s.remedy_id
  WHERE s.stoppage_id = t.id AND s.kind = 'stayed' AND s.to_on IS NULL AND y.struck_at IS NULL)`

/**
 * What waits of what decisions stopped: to be carried out and looked at again by the operating agency of the region, to be restored by the
 * bureau, which also sees what is over and was not looked at. See `work-sources.ts`.
 */
export const stoppageWork = {
  handleStoppage: {
    ...stoppage,
    dueAt: "CASE WHEN t.begun_on IS NOT NULL THEN (t.to_on + 1)::timestamp AT TIME ZONE 'Asia/Shanghai' END",
    where: `${ofNearestOperator} AND t.ended_on IS NULL AND t.reviewed_on IS NULL AND NOT ${stayed}
      AND (t.begun_on IS NULL OR t.to_on <= ($7::timestamptz AT TIME ZONE 'Asia/Shanghai')::date)`,
  },
  restoreStoppage: {
    ...stoppage,
    dueAt: "(t.to_on + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'",
    where: `c.agency_id = $1 AND t.ended_on IS NULL AND NOT ${stayed} AND (t.reviewed_on IS NOT NULL AND t.reviewed_by_id <> $2
      OR t.reviewed_on IS NULL AND t.to_on < ($7::timestamptz AT TIME ZONE 'Asia/Shanghai')::date)`,
  },
}
