import 'server-only'
import { readableSql } from '../access'
import { sameBearer } from './same-bearer'

/** That the lead `l` is about the person whom the lead asked for by its id is about. A lead out of reach is about nobody. */
export const samePerson = (leadId = '') =>
  `l.id_index = (SELECT lead.id_index FROM lead WHERE lead.id = ${leadId}::uuid AND ${readableSql('lead')})`

/**
 * That the lead `l` names the subject asked for by its id and means the same by it. The subject of a lead out of reach is nobody's.
 */
export const sameSubject = (subjectId = '') => `l.id IN (
  SELECT same.lead_id FROM lead_subject AS asked
    JOIN lead ON lead.id = asked.lead_id AND ${readableSql('lead')}
    JOIN lead_subject AS same ON same.kind = asked.kind AND same.key = asked.key AND same.removed_at IS NULL
    JOIN lead AS bearer ON bearer.id = same.lead_id
  WHERE asked.id = ${subjectId}::uuid AND asked.removed_at IS NULL AND ${sameBearer})`
