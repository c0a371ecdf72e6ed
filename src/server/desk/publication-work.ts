import 'server-only'

const text = {
  from: 'case_publication p JOIN case_file c ON c.id = p.case_id',
  id: 'p.id',
  number: 'c.number',
  title: "c.party_name || '　' || c.cause",
  dueAt: `(SELECT min(k.due_at) FROM statutory_clock k
    WHERE k.subject_type = 'case' AND k.subject_id = c.id AND k.stopped_at IS NULL AND k.rule_id = 'CK24')`,
  href: "'/cases/' || c.id || '?tab=procedure'",
}

/** What waits of a text by which a decision is made public: to be approved by another person, to be published. See `work-sources.ts`. */
export const publicationWork = {
  decidePublication: { ...text, where: "c.agency_id = $1 AND p.stage = 'drafted' AND p.drafted_by_id <> $2" },
  publishPublication: { ...text, where: "p.stage = 'approved' AND $2 IN (c.officer_a_id, c.officer_b_id)" },
}
