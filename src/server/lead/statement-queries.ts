import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { isUuid } from '#domain/kernel/uuid'
import { decideObjectionGrants, statementGrants } from '#domain/lead/statements'
import type { Tx } from '#platform/db'
import { may, whereReadable } from '../access'
import { whereAttachmentReadable } from '../file/queries'
import { query } from '../query'

const shown = 100

const attachmentsOf = (tx: Tx, actor: Actor, ids: readonly string[]) =>
  tx.attachment.findMany({
    where: { AND: [{ subjectType: 'leadStatement', subjectId: { in: [...ids] }, removedAt: null }, whereAttachmentReadable(actor)] },
    select: { id: true, subjectId: true, title: true, kind: true, file: { select: { id: true } } },
    orderBy: { addedAt: 'asc' },
  })

/** What the institution of a lead was asked and said, as the bureau sees it; whether this person decides its objection. */
export const statementsOfLead = (actor: Actor, leadId: string) =>
  query(actor, async (tx) => {
    const statements = await tx.leadStatement.findMany({
      where: { AND: [{ leadId }, whereReadable(actor, 'leadStatement')] },
      orderBy: { askedAt: 'asc' },
    })
    const files = await attachmentsOf(
      tx,
      actor,
      statements.map(({ id }) => id),
    )
    return statements.map((statement) => ({
      ...statement,
      files: files.filter(({ subjectId }) => subjectId === statement.id),
      mayDecide:
        statement.objectedAt !== null && statement.decidedAt === null && may(actor, decideObjectionGrants, 'leadStatement', statement),
    }))
  })
export type StatementView = Awaited<ReturnType<typeof statementsOfLead>>[number]

/** What the bureau asks this institution of leads, the newest first. */
export const listStatements = (actor: Actor) =>
  query(actor, (tx) =>
    tx.leadStatement.findMany({
      where: whereReadable(actor, 'leadStatement'),
      orderBy: [{ askedAt: 'desc' }, { id: 'desc' }],
      take: shown,
    }),
  )

/** One question to this institution, with what it may do now. `null` when it does not exist for them. */
export async function getStatement(actor: Actor, id: string, now: Date) {
  if (!isUuid(id) || actor.institutionId === null) return null
  return query(actor, async (tx) => {
    const statement = await tx.leadStatement.findFirst({ where: { AND: [{ id }, whereReadable(actor, 'leadStatement')] } })
    if (!statement) return null
    const speaks = may(actor, statementGrants, 'leadStatement', statement)
    return {
      ...statement,
      files: await attachmentsOf(tx, actor, [id]),
      mayAnswer: speaks && statement.state === 'asked' && statement.dueAt > now,
      mayObject: speaks && statement.objectUntil !== null && statement.objectUntil > now && statement.objectedAt === null,
    }
  })
}

/** A statement on paper, for the institution that made it and for whoever asked. `null` when it does not exist for them. */
export async function readStatement(actor: Actor, id: string) {
  if (!isUuid(id)) return null
  return query(actor, async (tx) => {
    const statement = await tx.leadStatement.findFirst({
      where: { AND: [{ id }, whereReadable(actor, 'leadStatement')] },
      include: { institution: { select: { name: true, code: true } } },
    })
    return statement && { ...statement, files: await attachmentsOf(tx, actor, [id]) }
  })
}
