import 'server-only'
import { ofNearestOperator } from './nearest-operator'

const handedOver = `${ofNearestOperator} AND t.kind = 'agreement' AND t.state = 'running'
  AND (a.agency_id IS NULL OR a.agency_id = $1)`

const agreement = {
  from: 'case_track t JOIN case_file c ON c.id = t.case_id LEFT JOIN case_agreement a ON a.case_id = c.id',
  id: 't.id',
  number: 'c.number',
  title: "c.party_name || '　' || c.cause",
  dueAt: 'NULL::timestamptz',
  href: "'/cases/' || c.id || '?tab=procedure'",
}

/** What waits at the operating agency of an agreement: for its head what somebody else worked on, for the others the next thing to do. */
export const agreementWork = {
  decideAgreement: { ...agreement, where: `${handedOver} AND a.stage IN ('proposed', 'performed') AND $2 <> ALL (a.worker_ids)` },
  handleAgreement: {
    ...agreement,
    where: `${handedOver} AND coalesce(a.stage::text, 'asked') IN ('asked', 'accepted', 'stated', 'decided', 'served')
      AND a.decided_by_id IS DISTINCT FROM $2`,
  },
} as const
