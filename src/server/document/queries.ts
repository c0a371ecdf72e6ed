import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { whereReadable } from '../access'
import { query } from '../query'

const pageSize = 50

/** The papers of the actor's department and region, newest first. Voided ones are left out; their numbers stay taken. */
export const listDocuments = (actor: Actor, { q, kind, after }: { q?: string; kind?: string; after?: string }) =>
  query(actor, async (tx) => {
    const where = {
      AND: [
        whereReadable(actor, 'officialDocument'),
        { state: { not: 'voided' as const } },
        kind ? { kind } : {},
        q ? { OR: [{ title: { contains: q } }, { number: { contains: q } }] } : {},
      ],
    }
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
