import { hearingDemanded } from '#domain/case/legal-review'
import { addDays, beijingMidnight, type CivilDate } from '#domain/kernel/civil-date'
import type { SeedFact } from './case-parts'
import type { SeedCase } from './cases'
import { addClock, type Sides } from './clocks'
import { dayOf } from './moments'
import type { TableRows } from './rows'
import type { Doer, World } from './world'

type Stage = NonNullable<TableRows['case_procedure']['stage']>

const stageOf = (file: SeedCase, isServed: boolean): Stage => {
  if (file.state === 'closed') return 'closed'
  if (file.state === 'decided') return isServed ? 'served' : 'decided'
  return file.state === 'filed' ? 'filed' : 'investigating'
}

/** The procedure of a filed case with the acts that brought it to where it stands. */
export function addProcedure(world: World, file: SeedCase, facts: readonly SeedFact[]): void {
  const { filedOn, decidedAt } = file
  if (!filedOn) return
  const days = decidedAt ? actsOf(world, filedOn, decidedAt) : null
  const isServed = days !== null && days.servedOn !== null
  const sum = (of: (fact: SeedFact) => bigint) => facts.reduce((total, fact) => total + of(fact), 0n)
  const amounts = { refund: sum((fact) => fact.refundFen), fine: sum((fact) => fact.fineFen) }
  world.add('case_procedure', {
    id: world.id(filedOn),
    caseId: file.id,
    stage: stageOf(file, isServed),
    kind: 'ordinary',
    outcome: days ? 'penalty' : null,
    noticedRefundFen: days ? amounts.refund : null,
    noticedFineFen: days ? amounts.fine : null,
    decidedRefundFen: days ? amounts.refund : null,
    decidedFineFen: days ? amounts.fine : null,
    noticeServedOn: days?.toldOn ?? null,
    defenceEndedAt: days?.endedAt ?? null,
    decidedAt,
    servedOn: days?.servedOn ?? null,
    performedAt: file.state === 'closed' ? file.closedAt : null,
    closingKind: file.state === 'closed' ? 'performed' : null,
  })
  if (days) addActs(world, file, facts, amounts, days)
}

type Days = { noticedAt: Date; toldOn: CivilDate; endedAt: Date; decidedAt: Date; servedOn: CivilDate | null }

/** When the party was told, gave up its time, and had the decision: within the days between the filing and today. */
function actsOf(world: World, filedAt: Date, decidedAt: Date): Days {
  const share = (tenths: number) => new Date(filedAt.getTime() + ((decidedAt.getTime() - filedAt.getTime()) * tenths) / 10)
  const servedOn = addDays(dayOf(decidedAt), 2)
  const noticedAt = share(8.5)
  return { noticedAt, toldOn: dayOf(noticedAt), endedAt: share(9.5), decidedAt, servedOn: servedOn < world.today ? servedOn : null }
}

function addActs(world: World, file: SeedCase, facts: readonly SeedFact[], amounts: { refund: bigint; fine: bigint }, days: Days): void {
  const { desk } = file
  const hearingRight = hearingDemanded({
    parties: facts.map(({ partyId }) => ({ id: partyId, kind: 'institution' as const })).slice(0, 1),
    facts,
  })
  world.add('case_notice', {
    ...{ id: world.id(days.noticedAt), caseId: file.id, seq: 1, refundFen: amounts.refund, fineFen: amounts.fine, hearingRight },
    lines: facts.map(({ id, refundFen, fineFen }) => ({ factId: id, refundFen: String(refundFen), fineFen: String(fineFen) })),
    ...{ noticedById: desk.approver.id, noticedByName: desk.approver.name, noticedAt: days.noticedAt },
    ...{ saidOn: dayOf(days.endedAt), said: '对告知的事实、理由和依据没有异议，放弃陈述、申辩和听证。', waived: true },
  })
  if (hearingRight) {
    world.add('case_discussion', {
      ...{ id: world.id(days.endedAt), caseId: file.id, seq: 1, heldOn: dayOf(days.endedAt) },
      present: [desk.approver.name, desk.reviewer.name, desk.legal.name],
      ...{ opinions: '参加人员均同意拟定意见。', conclusion: '同意按拟定意见作出决定。' },
      ...{ recordedById: desk.approver.id, recordedByName: desk.approver.name, recordedAt: days.endedAt },
    })
  }
  const service = (paper: 'priorNotice' | 'decision', servedOn: CivilDate, at: Date) =>
    world.add('case_service', {
      ...{ id: world.id(at), caseId: file.id, paper, method: 'direct', servedOn, receiver: `${file.partyName}收发室`, note: '' },
      ...{ recordedById: desk.handler.id, recordedByName: desk.handler.name, recordedAt: at },
    })
  service('priorNotice', days.toldOn, days.noticedAt)
  if (days.servedOn) service('decision', days.servedOn, noonOf(days.servedOn))
  addClocks(world, file, days, { hearingRight, isFined: amounts.fine > 0n })
  addTrail(world, file, days, hearingRight)
}

const noonOf = (day: CivilDate) => new Date(beijingMidnight(day).getTime() + 12 * 3_600_000)

function addClocks(world: World, file: SeedCase, days: Days, { hearingRight, isFined }: { hearingRight: boolean; isFined: boolean }): void {
  const subject = { type: 'case', id: file.id, number: file.number, title: file.partyName } as const
  const own: Sides = { responsible: { agencyId: file.desk.agencyId, department: 'MI', regionNo: file.regionNo } }
  const party: Sides = {
    responsible: { agencyId: null, department: null, regionNo: file.regionNo },
    other: { department: 'MI', regionNo: file.regionNo },
  }
  const told = beijingMidnight(days.toldOn)
  addClock(world, subject, 'CK12', told, days.endedAt, party)
  if (hearingRight) addClock(world, subject, 'CK10', told, days.endedAt, party)
  const served = days.servedOn ? beijingMidnight(days.servedOn) : null
  addClock(world, subject, 'CK14', days.decidedAt, served, own)
  if (!served) return
  const ended = file.closedAt ? new Date(file.closedAt) : null
  for (const rule of ['CK20', 'CK21'] as const) addClock(world, subject, rule, served, ended, party)
  // Whoever pays pays in time, in this world; the rest is still owed.
  if (isFined)
    addClock(world, subject, 'CK16', served, ended ? new Date(Math.min(ended.getTime(), served.getTime() + 10 * 86_400_000)) : null, party)
}

function addTrail(world: World, file: SeedCase, days: Days, isDiscussed: boolean): void {
  const { handler, approver } = file.desk
  const line = (action: string, at: Date, doer: Doer, stage?: readonly [Stage, Stage]) =>
    world.audit({ subjectType: 'case', subjectId: file.id, at, doer, action: `case.${action}`, change: stage ? { stage: [...stage] } : {} })
  line('notice', days.noticedAt, approver, ['reviewed', 'noticed'])
  line('serveNotice', new Date(days.noticedAt.getTime() + 3_600_000), handler, ['noticed', 'defence'])
  line('waiveDefence', new Date(days.endedAt.getTime() - 60_000), handler)
  line('endDefence', days.endedAt, handler, ['defence', 'deliberating'])
  if (isDiscussed) line('discuss', new Date(days.endedAt.getTime() + 60_000), approver)
  if (days.servedOn) line('serveDecision', noonOf(days.servedOn), handler, ['decided', 'served'])
}
