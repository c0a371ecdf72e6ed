import 'server-only'
import { namedKinds } from '#domain/lead/subjects'
import { readableSql } from '../access'

const named = [...namedKinds].map((kind) => `'${kind}'`).join(', ')

/** That the lead `l` is about the person whom the lead asked for by its id is about. A lead out of reach is about nobody. */
export const samePerson = (leadId = '') =>
  `l.id_index = (SELECT lead.id_index FROM lead WHERE lead.id = ${leadId}::uuid AND ${readableSql('lead')})`

/**
 * That the lead `l` names the subject asked for by its id: the same by itself, or of one name in one institution, or said to be the same by a
 * person. The subject of a lead out of reach is nobody's.
 */
export const sameSubject = (subjectId = '') => `l.id IN (
  SELECT same.lead_id FROM lead_subject AS asked
    JOIN lead ON lead.id = asked.lead_id AND ${readableSql('lead')}
    JOIN lead_subject AS same ON same.kind = asked.kind AND same.key = asked.key AND same.removed_at IS NULL
    JOIN lead AS bearer ON bearer.id = same.lead_id
  WHERE asked.id = ${subjectId}::uuid AND asked.removed_at IS NULL AND (asked.kind NOT IN (${named}) OR bearer.id = lead.id
    OR bearer.institution_id = lead.institution_id
    OR ((bearer.institution_id IS NULL OR lead.institution_id IS NULL) AND bearer.institution_name = lead.institution_name)
    OR EXISTS (SELECT FROM lead_link WHERE lead_link.state = 'same' AND lead_link.kind = asked.kind AND lead_link.subject_key = asked.key
      AND lead.id IN (lead_link.lead_id, lead_link.other_lead_id) AND bearer.id IN (lead_link.lead_id, lead_link.other_lead_id)
      AND ${readableSql('leadLink')})))`
