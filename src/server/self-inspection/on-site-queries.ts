import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { isUuid } from '#domain/kernel/uuid'
import { decideDisputeGrants, disputeGrants, inspectGrants, inspectorsAsked } from '#domain/self-inspection/on-site'
import type { Tx } from '#platform/db'
import { currentTime } from '#platform/time'
import { may, whereReadable } from '../access'
import { namesOf } from '../identity/colleagues'
import { query } from '../query'
import { loadItems } from './load-items'

/** The files of lines and disputes, by the row they are of. */
async function filesOf(tx: Tx, subjectIds: readonly string[]) {
  const files = await tx.attachment.findMany({
    where: { subjectType: { in: ['checkLine', 'checkDispute'] }, subjectId: { in: [...subjectIds] }, removedAt: null },
    select: { id: true, subjectId: true, title: true, file: { select: { id: true } } },
    orderBy: { addedAt: 'asc' },
  })
  return (subjectId: string) => files.filter((one) => one.subjectId === subjectId)
}

/**
 * An institution that was drawn, item by item: what it declared, what was found, what it disputes. For the agency that drew; for others
 * who supervise the institution once both inspectors have signed. `null` to everybody else.
 */
export const getOnSiteCheck = (actor: Actor, id: string) =>
  query(actor, async (tx) => {
    if (!isUuid(id) || actor.institutionId !== null) return null
    const check = await tx.spotCheckItem.findFirst({
      where: {
        AND: [
          { id },
          whereReadable(actor, 'spotCheckItem'),
          { filing: whereReadable(actor, 'filing') },
          { OR: [{ drawingAgencyId: actor.agencyId ?? id }, { checkedAt: { not: null } }] },
        ],
      },
      include: {
        filing: {
          include: {
            campaign: { select: { name: true } },
            institution: { select: { code: true, kind: true, level: true } },
          },
        },
        inspectors: { orderBy: [{ assignedAt: 'asc' }, { id: 'asc' }] },
        lines: { include: { dispute: true } },
      },
    })
    if (!check) return null
    const draw = await tx.spotCheck.findFirst({
      where: { AND: [{ id: check.spotCheckId }, whereReadable(actor, 'spotCheck')] },
      select: { number: true, purpose: true, agency: { select: { name: true } } },
    })
    const items = await loadItems(tx, check.filing)
    const lineIds = check.lines.flatMap(({ id: line, dispute }) => (dispute ? [line, dispute.id] : [line]))
    const [files, names] = [await filesOf(tx, lineIds), await namesOf(tx, [check.checkedById, check.secondCheckerId])]
    const present = check.inspectors.filter(({ leftAt }) => leftAt === null)
    const isInspector = present.some(({ userId }) => userId === actor.userId) && may(actor, inspectGrants, 'spotCheckItem', check)
    const inspected = check.inspectors.some(({ userId }) => userId === actor.userId)
    const isPending = check.result === 'pending'
    const missing = items.filter((item) => check.lines.every(({ itemId }) => itemId !== item.id)).length
    return {
      ...check,
      draw,
      present,
      firstName: names.get(check.checkedById ?? '') ?? null,
      secondName: names.get(check.secondCheckerId ?? '') ?? null,
      missing,
      items: items.map((item) => {
        const line = check.lines.find(({ itemId }) => itemId === item.id)
        const declaredFen = item.findings.reduce((sum, { fundLossFen }) => sum + fundLossFen, 0n)
        const dispute = line?.dispute ? { ...line.dispute, evidence: files(line.dispute.id) } : null
        return { ...item, declaredFen, line: line ? { ...line, dispute, evidence: files(line.id) } : null }
      }),
      may: {
        record: isInspector && isPending && check.checkedById === null,
        sign: isInspector && isPending && present.length >= inspectorsAsked && missing === 0 && check.checkedById !== actor.userId,
        handBack: isInspector && isPending && check.checkedById !== null && check.checkedById !== actor.userId,
        decide: !isPending && !inspected && may(actor, decideDisputeGrants, 'spotCheckItem', check),
      },
    }
  })
export type OnSiteCheck = NonNullable<Awaited<ReturnType<typeof getOnSiteCheck>>>
export type OnSiteItem = OnSiteCheck['items'][number]

/** What was found of an institution's own filing, once it is signed, and what it can still say to it. */
export const checksOfFiling = (actor: Actor, filingId: string) =>
  query(actor, async (tx) => {
    if (!isUuid(filingId)) return []
    const checks = await tx.spotCheckItem.findMany({
      where: { AND: [{ filingId, checkedAt: { not: null } }, whereReadable(actor, 'spotCheckItem')] },
      include: {
        inspectors: { where: { leftAt: null }, select: { id: true, userName: true } },
        lines: { include: { item: { select: { code: true, text: true, seq: true } }, dispute: true }, orderBy: { item: { seq: 'asc' } } },
      },
      orderBy: { checkedAt: 'desc' },
    })
    const disputes = checks.flatMap(({ lines }) => lines.flatMap(({ dispute }) => (dispute ? [dispute.id] : [])))
    const files = await filesOf(tx, disputes)
    const now = currentTime()
    return checks.map(({ lines, ...check }) => ({
      ...check,
      agrees: lines.filter(({ result, dispute }) => result === 'agrees' && !dispute).length,
      /** Only what differs, or did before a dispute changed it. */
      lines: lines
        .filter(({ result, dispute }) => result !== 'agrees' || dispute)
        .map((line) => ({ ...line, dispute: line.dispute ? { ...line.dispute, evidence: files(line.dispute.id) } : null })),
      mayDispute: check.disputeUntil !== null && check.disputeUntil > now && may(actor, disputeGrants, 'spotCheckItem', check),
    }))
  })
export type ChecksOfFiling = Awaited<ReturnType<typeof checksOfFiling>>
