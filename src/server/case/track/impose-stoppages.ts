import 'server-only'
import { stopsBusiness } from '#domain/case/provisions'
import { stoppageClocks, stoppageEnd, stoppageKindOf } from '#domain/case/tracks/stoppages'
import { beijingMidnight, type CivilDate, toDateColumn } from '#domain/kernel/civil-date'
import { startClocks } from '../../clock/turn-clocks'
import type { Context } from '../../command'
import { handOver } from '../hand-over'
import { clockSides, clockSubject, recordInTrail, type SeenCase } from '../take-step'
import { tellToCarryOut } from './tell-operator'

/**
 * What the decision stops stands still from the day on which its party was served, each with its clock to the last day. The operating agency is
 * told to carry it out. `partyId`: `null` where no party is known, as of a case of before.
 */
export async function imposeStoppages(context: Context, file: SeenCase, partyId: string | null, servedOn: CivilDate): Promise<void> {
  const { tx, now } = context
  const facts = file.facts.filter((fact) => stopsBusiness(fact) && (partyId === null || fact.partyId === partyId))
  if (facts.length === 0) return
  const handing = await handOver(context, file)
  if (handing) await tx.case.update({ where: { id: file.id }, data: handing.set })
  const before = await tx.caseStoppage.count({ where: { caseId: file.id } })
  for (const [place, fact] of facts.entries()) {
    const months = fact.suspendMonths ?? 0
    const kind = stoppageKindOf(file.parties.find(({ id }) => id === fact.partyId) ?? { kind: 'institution' })
    const toOn = stoppageEnd(servedOn, months)
    const seq = before + place + 1
    const days = { fromOn: toDateColumn(servedOn), toOn: toDateColumn(toOn) }
    const { id } = await tx.caseStoppage.create({
      data: { caseId: file.id, seq, factId: fact.id, partyId: fact.partyId, kind, months, ...days, toldAt: now },
    })
    const sides = { ...clockSides(file), at: beijingMidnight(servedOn), agreedOn: toOn, objectId: id }
    await startClocks(context, clockSubject(file), [stoppageClocks[kind]], sides)
    await recordInTrail(context, file.id, 'imposeStoppage', {
      ...{ stoppage: [null, kind], fact: [null, fact.seq], months: [null, months], fromOn: [null, servedOn], toOn: [null, toOn] },
      ...(place === 0 ? handing?.change : {}),
    })
    await tellToCarryOut(context, file, id, toOn)
  }
}
