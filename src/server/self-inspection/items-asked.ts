import 'server-only'
import type { InstitutionKind } from '#domain/institution/kinds'
import type { InstitutionLevel } from '#domain/institution/levels'
import type { Prisma } from '#platform/prisma/client'

type AskedFiling = { checklistId: string; institution: { kind: InstitutionKind; level: InstitutionLevel } }

/** The items that a filing has to answer: of its list, for its institution's kind and level. */
export const whereAsked = ({ checklistId, institution: { kind, level } }: AskedFiling): Prisma.ChecklistItemWhereInput => ({
  checklistId,
  kinds: { has: kind },
  OR: [{ levels: { isEmpty: true } }, { levels: { has: level } }],
})
