import 'server-only'
import { provableStages } from '#domain/case/tracks/stages'

const ofCase = {
  number: 'c.number',
  href: "'/cases/' || c.id || '?tab=evidence'",
}
const mine = '$2 IN (c.officer_a_id, c.officer_b_id) AND c.closed_at IS NULL'
/** What was done can still be signed and answered: the record `finishInquiry` of `steps.ts`. */
const finishable = `${mine} AND c.state IN ('filed', 'investigating') AND NOT EXISTS (SELECT FROM case_procedure p WHERE p.case_id = c.id
  AND (p.suspended_at IS NOT NULL OR p.stage NOT IN (${provableStages.map((stage) => `'${stage}'`).join()})))`
/** Neither who asked for it, nor whoever worked on the case, decides on what is held. */
const mayDecide = `c.agency_id = $1 AND c.closed_at IS NULL AND $2 <> ALL (c.writer_ids)
  AND $2 NOT IN (h.asked_by_id, h.officer_a_id, h.officer_b_id, c.proposed_by_id, c.officer_a_id, c.officer_b_id)`

/** What waits of the acts of an investigation: to be signed, to be handed over, to be approved, to be done, to be decided on. See `work-sources.ts`. */
export const actWork = {
  signInquiry: {
    ...ofCase,
    from: 'case_inquiry q JOIN case_file c ON c.id = q.case_id',
    id: 'q.id',
    title: "c.party_name || '　' || q.person_name",
    dueAt: "q.recorded_at + interval '3 days'",
    where: `${finishable} AND q.signature IS NULL AND NOT EXISTS (SELECT FROM case_inquiry n WHERE n.corrects_id = q.id)`,
  },
  answerInquiry: {
    ...ofCase,
    from: 'case_inquiry q JOIN case_file c ON c.id = q.case_id',
    id: 'q.id',
    title: "c.party_name || '　' || q.person_name",
    dueAt: "(q.answer_by + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'",
    where: `${finishable} AND q.signature IS NOT NULL AND q.answer_by IS NOT NULL AND q.answered_on IS NULL
      AND NOT EXISTS (SELECT FROM case_inquiry n WHERE n.corrects_id = q.id)`,
  },
  takeHold: {
    ...ofCase,
    from: 'case_hold h JOIN case_file c ON c.id = h.case_id',
    id: 'h.id',
    title: "c.party_name || '　' || h.place",
    dueAt: "h.decided_at + interval '1 day'",
    where: `${mine} AND h.approved AND h.taken_at IS NULL`,
  },
  decideHold: {
    ...ofCase,
    from: 'case_hold h JOIN case_file c ON c.id = h.case_id',
    id: 'h.id',
    title: "c.party_name || '　' || h.place",
    dueAt: "coalesce(h.taken_at, h.asked_at) + interval '1 day'",
    where: `${mayDecide} AND h.approved IS NULL`,
  },
  endHold: {
    ...ofCase,
    from: `case_hold h JOIN case_file c ON c.id = h.case_id JOIN statutory_clock k ON k.subject_type = 'case' AND k.subject_id = c.id
      AND k.object_id = h.id AND k.rule_id IN ('CK05', 'CK07') AND k.stopped_at IS NULL`,
    id: 'h.id',
    title: "c.party_name || '　' || h.place",
    dueAt: 'k.due_at',
    where: `${mayDecide} AND h.approved AND h.taken_at IS NOT NULL AND h.ended_on IS NULL`,
  },
}
