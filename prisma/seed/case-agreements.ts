import type { SeedCase } from './cases'
import { dayOf } from './moments'
import type { TableRows } from './rows'
import type { Staff } from './staff'
import type { World } from './world'

export const agreementOutcome = '约谈主要负责人，责令限期整改到位，并在全市定点医药机构范围内通报。'

type Row = TableRows['case_agreement']

/** How far the operating agency has come: what is decided has ended with its case, of the rest some waits for its head and some for an answer. */
function stageOf(file: SeedCase, isTakenUp: boolean): Row['stage'] | null {
  if (file.state === 'closed') return 'closed'
  if (!isTakenUp) return null
  return file.state === 'decided' ? 'proposed' : 'accepted'
}

/** The agreement of a case that was handed over: what the operating agency has done by now, each act after the one before. */
export function addAgreement(world: World, file: SeedCase, startedAt: Date, { clerk, head }: Staff['operator']): void {
  const own: World = { ...world, random: world.random.fork(`agreement ${file.number}`) }
  const stage = stageOf(file, own.random.chance(0.5))
  if (stage === null) return
  const endsAt = file.decidedAt && file.decidedAt > startedAt ? file.decidedAt : world.now
  const share = (tenths: number) => new Date(startedAt.getTime() + ((endsAt.getTime() - startedAt.getTime()) * tenths) / 10)
  const day = (tenths: number) => dayOf(share(tenths))
  const isHeard = stage !== 'accepted'
  const isClosed = stage === 'closed'
  const id = own.id(startedAt)
  const when = <T>(holds: boolean, value: T) => (holds ? value : null)
  world.add('case_agreement', {
    ...{ id, caseId: file.id, stage, workerIds: [clerk.id], answeredByName: clerk.name, answeredAt: share(1) },
    ...{ declineReason: '', sentBackReason: '', spoke: when(isHeard, true), statedOn: when(isHeard, day(2)) },
    ...{ statement: isHeard ? '对查实的问题没有异议，已着手整改。' : '', proposal: isHeard ? '依服务协议约谈主要负责人。' : '' },
    ...{ proposedByName: when(isHeard, clerk.name), proposedAt: when(isHeard, share(4)) },
    number: isClosed ? `济医保中心协处〔${day(5).slice(0, 4)}〕${file.number.slice(-4)}号` : '',
    ...{ opinion: isClosed ? '同意。' : '', limitedFen: when(isClosed, 0n) },
    ...{ decidedById: when(isClosed, head.id), decidedByName: when(isClosed, head.name), decidedOn: when(isClosed, day(5)) },
    ...{ method: when(isClosed, 'direct' as const), receiver: isClosed ? '医保办负责人' : '', servedOn: when(isClosed, day(6)) },
    ...{ performedAt: when(isClosed, share(8)), reportedOn: when(isClosed, day(9)), outcome: isClosed ? agreementOutcome : '' },
  })
  if (!isHeard) return
  world.add('case_agreement_measure', {
    ...{ id: own.id(share(3)), caseId: file.id, agreementId: id, seq: 1, kind: 'interview', clause: '服务协议违约责任条款' },
    ...{ amountFen: null, days: null, months: null, note: '', plannedById: clerk.id, plannedAt: share(3), withdrawnAt: null },
    ...{ performedOn: when(isClosed, day(7)), result: isClosed ? '已约谈，主要负责人签字确认整改期限。' : '' },
  })
}
