import 'server-only'
import { z } from 'zod'
import { clausesOf, isWordedKind, type WordedKind } from '#domain/document/house-wordings'
import { documentKinds } from '#domain/document/kinds'
import { isPenaltyKind } from '#domain/document/kinds-of-penalties'
import { redline } from '#domain/document/redline'
import {
  type KeptWording,
  standingOf,
  triesWordings,
  type Words,
  wordingFor,
  wordingStepNames,
  wordingSteps,
} from '#domain/document/wording'
import type { Actor } from '#domain/kernel/access'
import { beijingDay, fromDateColumn } from '#domain/kernel/civil-date'
import { isUuid } from '#domain/kernel/uuid'
import { takeStep } from '#domain/kernel/workflow'
import type { Tx } from '#platform/db'
import type { PaperWording } from '#platform/prisma/client'
import { currentTime } from '#platform/time'
import { may, whereReadable } from '../../access'
import { goesTo } from '../../desk/navigation'
import { query } from '../../query'

export const wordsOf = (kept: unknown): Words => z.record(z.string(), z.string()).parse(kept)
const opened = ({ validFrom, words, ...kept }: PaperWording) => ({ ...kept, validFrom: fromDateColumn(validFrom), words: wordsOf(words) })
export const keptOf = ({ id, seq, agencyName, words }: Pick<PaperWording, 'id' | 'seq' | 'agencyName' | 'words'>): KeptWording => ({
  ...{ id, seq, agencyName, words: wordsOf(words) },
})

/** The version in force for a paper of a place on a day, as the paper keeps it; `null`: the words of the house. */
export async function wordingInForce(tx: Tx, kind: string, regionNo: number, on: string): Promise<KeptWording | null> {
  if (!isWordedKind(kind)) return null
  const where = { kind, state: 'inUse', rangeLo: { lte: regionNo }, rangeHi: { gte: regionNo } } as const
  const found = wordingFor((await tx.paperWording.findMany({ where })).map(opened), on)
  return found ? keptOf(found) : null
}

const listedAtMost = 200

/** The versions that this person may see, newest first, with which of them speak today. `null`: not for this person. `cut`: there are older ones. */
export const listWordings = async (actor: Actor, now = currentTime()) =>
  goesTo(actor, 'cases')
    ? query(actor, async (tx) => {
        const where = whereReadable(actor, 'paperWording')
        const found = (await tx.paperWording.findMany({ where, orderBy: { id: 'desc' }, take: listedAtMost + 1 })).map(opened)
        const today = beijingDay(now)
        const rows = found.slice(0, listedAtMost).map((one) => ({ ...one, standing: standingOf(one, found, today) }))
        return { rows, cut: found.length > listedAtMost }
      })
    : null

/** The words that stand for a paper in one's own area today: what a new version starts from. */
export const wordsToday = (actor: Actor, kind: WordedKind, now: Date) =>
  query(actor, async (tx) => {
    const inForce = await wordingInForce(tx, kind, actor.regionNo, beijingDay(now))
    const clauses = Object.entries(clausesOf(kind)).map(([name, clause]) => ({
      ...clause,
      name,
      text: inForce?.words[name] ?? clause.house,
    }))
    return { of: inForce, clauses }
  })

/** One version with what it changes against the one before it, and the steps that this person may take on it. */
export async function getWording(actor: Actor, id: string, now = currentTime()) {
  if (!isUuid(id) || !goesTo(actor, 'cases')) return null
  return query(actor, async (tx) => {
    const found = await tx.paperWording.findFirst({ where: { AND: [{ id }, whereReadable(actor, 'paperWording')] } })
    if (!found || !isWordedKind(found.kind)) return null
    const steps = wordingStepNames.flatMap((name) => {
      const step = wordingSteps[name]
      if (!step.from.includes(found.state) || !may(actor, step.by, 'paperWording', found)) return []
      const taken = takeStep(step, found, actor)
      return [{ name, shut: taken.ok ? null : taken.refusal }]
    })
    const before = await comparedWith(tx, found)
    const words = wordsOf(found.words)
    const clauses = Object.entries(clausesOf(found.kind)).map(([name, { label, house }]) => {
      const [was, is] = [before?.words[name] ?? house, words[name] ?? house]
      return { name, label, text: is, changes: was === is ? null : redline(was, is) }
    })
    const mayTry = isPenaltyKind(found.kind) && may(actor, triesWordings, 'paperWording', found)
    const own = { agencyId: found.agencyId, kind: found.kind }
    const all = (await tx.paperWording.findMany({ where: { ...own, state: 'inUse' } })).map(opened)
    const standing = standingOf(opened(found), all, beijingDay(now))
    const next = standing === 'inForce' ? await speaksInstead(tx, found, beijingDay(now)) : null
    return { ...opened(found), standing, next, mayTry, kind: found.kind, title: documentKinds[found.kind].name, steps, before, clauses }
  })
}
export type WordingView = NonNullable<Awaited<ReturnType<typeof getWording>>>

/** Which version would speak in its whole area if this one ended; `null`: the words of the house. */
async function speaksInstead(tx: Tx, { id, kind, rangeLo, rangeHi }: PaperWording, on: string): Promise<KeptWording | null> {
  const where = { kind, state: 'inUse', rangeLo: { lte: rangeLo }, rangeHi: { gte: rangeHi }, id: { not: id } } as const
  const found = wordingFor((await tx.paperWording.findMany({ where })).map(opened), on)
  return found ? keptOf(found) : null
}

/** What spoke there before this version: the last of its bureau's own that was approved and not ended by then, else that of the nearest bureau above, else the house. */
async function comparedWith(
  tx: Tx,
  { id, kind, seq, agencyId, rangeLo, rangeHi, validFrom, proposedAt }: PaperWording,
): Promise<KeptWording | null> {
  const own = await tx.paperWording.findFirst({
    where: { agencyId, kind, seq: { lt: seq }, OR: [{ state: 'inUse' }, { state: 'ended', decidedAt: { gt: proposedAt } }] },
    orderBy: { seq: 'desc' },
  })
  if (own) return keptOf(own)
  const where = {
    kind,
    state: 'inUse',
    rangeLo: { lte: rangeLo },
    rangeHi: { gte: rangeHi },
    id: { not: id },
    agencyId: { not: agencyId },
  } as const
  const above = wordingFor((await tx.paperWording.findMany({ where })).map(opened), fromDateColumn(validFrom))
  return above ? keptOf(above) : null
}
