import 'server-only'
import { namedKinds } from '#domain/lead/subjects'
import { readableSql } from '../access'

const named = [...namedKinds].map((kind) => `'${kind}'`).join(', ')

/**
 * That `lead` and `bearer`, which both name `asked` (a `lead_subject`), mean the same by it: what is sure by itself, one name in one institution (by its
 * entry of the register, or by its name where either has none), or what a person has said is one. As `subjectLikeness` has it of two leads.
 */
export const sameBearer = `(asked.kind NOT IN (${named}) OR lead.id = bearer.id
  OR lead.institution_id = bearer.institution_id
  OR ((lead.institution_id IS NULL OR bearer.institution_id IS NULL) AND lead.institution_name = bearer.institution_name)
  OR EXISTS (SELECT FROM lead_link WHERE lead_link.state = 'same' AND lead_link.kind = asked.kind AND lead_link.subject_key = asked.key
    AND bearer.id IN (lead_link.lead_id, lead_link.other_lead_id) AND lead.id IN (lead_link.lead_id, lead_link.other_lead_id)
    AND ${readableSql('leadLink')}))`
