import type { Hit } from '#screening/population/model'

/**
 * What makes a hit the clue that it is, whichever run finds it: of a built-in model its subject, institution and period; of a bureau's own all
 * that it groups by, with what it looks for, since both are the bureau's to choose. Hashed before it is kept: it may hold a person's number.
 */
export const clueOf = ({
  code,
  subject_type,
  subject_id,
  institution,
  period,
  clue,
}: Pick<Hit, 'subject_type' | 'subject_id' | 'institution' | 'period' | 'clue'> & { code: string }): string =>
  clue === undefined
    ? [code, subject_type, subject_id, institution, period].join('|')
    : JSON.stringify([code, subject_type, subject_id, clue])
