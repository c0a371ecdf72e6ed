import type { FateCounts } from '#domain/screening/hit-fates'

/** The same clue, in whichever run of the bureau, stands so. */
const sameClue = (marked: 'lead_id' | 'issue_id' | 'aside_id') =>
  `EXISTS (SELECT FROM screening_hit AS same
    WHERE same.agency_id = screening_hit.agency_id AND same.fingerprint = screening_hit.fingerprint AND same.${marked} IS NOT NULL)`

/** That a hit may be issued, or set aside, as a condition; the table goes by its own name. */
export const waitingSql = `(screening_hit.lead_id IS NULL AND NOT ${sameClue('lead_id')} AND NOT ${sameClue('issue_id')} AND NOT ${sameClue('aside_id')})`

/** What became of a hit, as a word of `hitFates`; the table goes by its own name. */
export const fateSql = `(CASE WHEN screening_hit.lead_id IS NOT NULL THEN 'issued' WHEN ${sameClue('lead_id')} THEN 'known'
  WHEN ${sameClue('issue_id')} THEN 'issuing' WHEN ${sameClue('aside_id')} THEN 'setAside' ELSE 'waiting' END)`

/** Clues that are leads, of this run or of another. */
export const leadsAmong = ({ issued, known }: FateCounts): number => issued + known
