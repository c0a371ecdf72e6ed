import 'server-only'
import { undecidedStages } from '#domain/case/tracks/procedure-steps'
import type { Actor } from '#domain/kernel/access'
import { beijingDay } from '#domain/kernel/civil-date'
import type { Tx } from '#platform/db'
import { whereMay } from '../access'
import { startClocks } from '../clock/turn-clocks'
import type { Context } from '../command'
import { notify } from '../notification/notify'
import { clockSidesFor, clockSubject, moveOn, recordInTrail } from './take-step'
import { goOn } from './track/suspension'

const own = [{ role: 'handler', as: 'ownAgency' }] as const

/** The case with its administrative procedure, where that can go on: begun, and nothing decided yet. */
export async function caseToWake(tx: Tx, actor: Actor, caseId: string | null) {
  if (caseId === null) return null
  const file = await tx.case.findFirst({
    where: { AND: [{ id: caseId }, whereMay(actor, own, 'case')] },
    include: { procedure: true },
  })
  return file?.procedure && undecidedStages.includes(file.procedure.stage) ? { ...file, procedure: file.procedure } : null
}

/** What came back: its own papers prove that the wait for it is over. */
type HandedBack = { number: string; materials: readonly { fileId: string | null }[] }

/** The first of its papers that the case did not have before: what proved the beginning of a suspension proves no end. */
async function newWith(tx: Tx, caseId: string, { materials }: HandedBack): Promise<string | undefined> {
  const came = materials.flatMap(({ fileId }) => (fileId === null ? [] : [fileId]))
  const had = await tx.attachment.findMany({
    where: { subjectType: 'case', subjectId: caseId, fileId: { in: came } },
    select: { fileId: true },
  })
  return came.find((id) => !had.some(({ fileId }) => fileId === id))
}

/**
 * Has the administrative procedure of a case go on, for what another authority handed back: it is suspended no longer, the 90 days (CK03)
 * run where none do, its two officers are told. `false` where there is nothing to go on with.
 */
export async function wakeCase(context: Context, caseId: string | null, handedBack: HandedBack): Promise<boolean> {
  const { tx, actor } = context
  await tx.$queryRaw`SELECT FROM case_file WHERE id = ${caseId}::uuid FOR UPDATE`
  const file = await caseToWake(tx, actor, caseId)
  if (!file) return false

  await moveOn(context, file, file.version, {})
  await goOn(context, file, beijingDay(context.now), handedBack.number, await newWith(tx, file.id, handedBack))
  const runs = { subjectType: 'case', subjectId: file.id, ruleId: 'CK03', stoppedAt: null } as const
  if ((await tx.statutoryClock.count({ where: runs })) === 0) {
    await startClocks(context, clockSubject(file), ['CK03'], clockSidesFor('CK03', file))
  }
  await recordInTrail(context, file.id, 'wake', { handedBack: [null, handedBack.number] })
  const notice = { kind: 'caseHandedBack', detail: { from: handedBack.number, number: file.number }, link: `/cases/${file.id}` } as const
  for (const userId of [file.officerAId, file.officerBId]) {
    await notify(context, { userId }, { ...notice, dedupeKey: `case.wake:${file.id}:${handedBack.number}:${userId}` })
  }
  return true
}
