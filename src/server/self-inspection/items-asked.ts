import 'server-only'
import type { InstitutionKind } from '#domain/institution/kinds'
import type { InstitutionLevel } from '#domain/institution/levels'
import type { Prisma } from '#platform/prisma/client'

type AskedFiling = { checklistId: string; institution: { kind: InstitutionKind; level: InstitutionLevel } }

/** The same as SQL, by the names that the three tables go by in the statement. */
export const askedSql = (item: string, filing: string, institution: string): string =>
  `(${item}.checklist_id = ${filing}.checklist_id AND ${institution}.kind = ANY (${item}.kinds)
    AND (${institution}.kind <> 'hospital' OR cardinality(${item}.levels) = 0 OR ${institution}.level = ANY (${item}.levels)))`

/** The items that a filing has to answer: of its list, for its institution's kind and, of hospitals, level. */
export const whereAsked = ({ checklistId, institution: { kind, level } }: AskedFiling): Prisma.ChecklistItemWhereInput => ({
  checklistId,
  kinds: { has: kind },
  ...(kind === 'hospital' ? { OR: [{ levels: { isEmpty: true } }, { levels: { has: level } }] } : {}),
})
