import 'server-only'
import { Prisma } from '#platform/prisma/client'

/** What a signed re-check (`spot_check_item i`) found beyond the filing; what is disputed and not decided counts for nothing yet. */
export const confirmedDifferenceSql = Prisma.sql`(coalesce(i.discrepancy_fen, 0) - coalesce((SELECT sum(o.difference_fen) FROM check_line o
  JOIN check_dispute e ON e.line_id = o.id WHERE o.check_id = i.id AND e.state = 'open'), 0))`

/** Whether it found something said to be rectified that was not (整改不到位). */
export const notRemediedSql = Prisma.sql`EXISTS (SELECT FROM check_line o LEFT JOIN check_dispute e ON e.line_id = o.id
  WHERE o.check_id = i.id AND o.result = 'notRemedied' AND e.state IS DISTINCT FROM 'open')`
