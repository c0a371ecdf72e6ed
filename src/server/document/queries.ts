import 'server-only'
import { z } from 'zod'
import { headSigns } from '#domain/document/case-papers'
import type { Actor } from '#domain/kernel/access'
import { searchWord } from '#domain/kernel/form-fields'
import { whereReadable } from '../access'
import { query } from '../query'

const pageSize = 50

/** What the list may be asked. Read from the URL; anything else in it is left alone. */
export const documentFilter = z.object({
  q: searchWord(60),
  kind: z.string().max(40).optional().catch(undefined),
  view: z.literal('sign').optional().catch(undefined),
  after: z.uuid().optional().catch(undefined),
})
export type DocumentFilter = z.infer<typeof documentFilter>

/** The drafts that wait for the head of the organ. */
export const whereToSign = { state: 'draft' as const, subjectType: 'case', kind: { in: [...headSigns] } }

const stands = { state: { not: 'voided' as const } }

export const whereDocuments = (actor: Actor, { q, kind, view }: DocumentFilter) => ({
  AND: [
    whereReadable(actor, 'officialDocument'),
    view === 'sign' ? { AND: [whereToSign, { agencyId: { in: actor.agencyId === null ? [] : [actor.agencyId] } }] } : stands,
    kind ? { kind } : {},
    q ? { OR: [{ title: { contains: q } }, { number: { contains: q } }] } : {},
  ],
})

/** The papers of the actor's department and region, newest first. Voided ones are left out; their numbers stay taken. */
export const listDocuments = (actor: Actor, filter: DocumentFilter) =>
  query(actor, async (tx) => {
    const where = whereDocuments(actor, filter)
    const { after } = filter
    const found = await tx.officialDocument.findMany({
      where: after ? { AND: [where, { id: { lt: after } }] } : where,
      omit: { input: true, typed: true },
      orderBy: { id: 'desc' },
      take: pageSize + 1,
    })
    const count = await tx.officialDocument.count({ where })
    const rows = found.slice(0, pageSize)
    return { rows, count, next: found.length > pageSize ? (rows.at(-1)?.id ?? null) : null }
  })
