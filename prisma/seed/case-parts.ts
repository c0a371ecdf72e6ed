import { firstMinorPlace } from '#domain/case/leniency'
import { addDays, type CivilDate } from '#domain/kernel/civil-date'
import { addAgreement, agreementOutcome } from './case-agreements'
import type { SeedCase } from './cases'
import { dayBetween, dayOf, timeline } from './moments'
import type { TableRows } from './rows'
import type { Officer, Staff } from './staff'
import type { World } from './world'

export type SeedFact = {
  id: string
  seq: number
  behaviour: string
  actFrom: CivilDate
  actTo: CivilDate
  partyId: string
  law: 'fundRegulation'
  article: string
  provisionId: string
  liabilityId: null
  fraudFen: bigint | null
  intentGround: string
  leniency: 'none' | 'firstMinor'
  leniencyGround: string
  billedFen: bigint
  irregularFen: bigint
  fundLossFen: bigint
  refundFen: bigint
  fineFen: bigint
  disposedAt: Date | null
  disposedById: string | null
  foundOn: CivilDate
  noPenaltyReason: string
}

/** Article 40 fines two to five times the loss, article 38 one to two times, by tenths. */
const fineRange = (fraud: boolean) => (fraud ? ([20, 50] as const) : ([10, 20] as const))

/** The institution that a case is about; of some frauds it is not only who did them but who set them up. */
function addParty(world: World, file: SeedCase): string {
  const id = world.id(file.proposedAt)
  const marked = file.mark !== 'none' && file.filedOn !== null
  world.add('case_party', {
    id,
    caseId: file.id,
    seq: 1,
    kind: 'institution',
    role: 'party',
    institutionId: file.lead.institution.id,
    name: file.partyName,
    mark: marked ? file.mark : 'none',
    markGround: marked ? '多名参保人员和医务人员证实由其策划并实施，有聊天记录和转账记录印证。' : '',
    markedById: marked ? file.desk.handler.id : null,
    markedAt: marked ? file.filedOn : null,
  })
  return id
}

/** A first offence that did little harm, of the acts that the list names. */
const isFirstMinor = (file: SeedCase, fundLossFen: bigint) =>
  file.firstMinor && firstMinorPlace({ liabilityId: 'P38-3', isFraud: false, fundLossFen }) !== undefined

/** One to three facts of a case, the first worth what the lead was found to be worth; judged once the case is decided. */
export function addCaseFacts(world: World, file: SeedCase): SeedFact[] {
  const { random } = world
  const { concluded } = file.lead
  if (!concluded) return []
  const decided = file.decidedAt !== null
  const proposedOn = dayOf(file.proposedAt)
  const partyId = addParty(world, file)
  const count = random.weighted([
    [1, 6],
    [2, 3],
    [3, 1],
  ] as const)
  return Array.from({ length: count }, (_, index) => {
    const divisor = BigInt(index + 1)
    const [from, to] = fineRange(file.fraud)
    const fundLossFen = concluded.fundLossFen / divisor
    const letOff = isFirstMinor(file, fundLossFen)
    const fineTenths = decided && !letOff ? random.whole(from, to) : null
    const actFrom = dayBetween(world, addDays(proposedOn, -700), addDays(proposedOn, -200))
    const fact: SeedFact = {
      id: world.id(file.proposedAt),
      seq: index + 1,
      behaviour: index === 0 ? file.cause : random.pick(['重复收费', '超标准收费', '串换项目', '分解项目收费']),
      actFrom,
      actTo: dayBetween(world, actFrom, addDays(proposedOn, -60)),
      law: 'fundRegulation',
      partyId,
      article: file.fraud ? '第四十条第一款第三项' : '第三十八条第三项',
      provisionId: file.fraud ? 'P40-3' : 'P38-3',
      liabilityId: null,
      fraudFen: file.fraud && fundLossFen > 0n ? fundLossFen : null,
      intentGround: file.fraud ? '收费员、科室负责人的询问笔录和系统操作日志印证，系有意虚构服务项目骗取基金。' : '',
      leniency: decided && letOff ? 'firstMinor' : 'none',
      leniencyGround: decided && letOff ? '首次违法，危害后果轻微，已及时退回并改正。' : '',
      billedFen: concluded.billedFen / divisor,
      irregularFen: concluded.irregularFen / divisor,
      fundLossFen,
      refundFen: decided ? fundLossFen : 0n,
      foundOn: dayOf(file.lead.assignedAt ?? file.proposedAt),
      disposedAt: decided ? file.reviewAskedAt : null,
      disposedById: decided ? file.desk.handler.id : null,
      noPenaltyReason: decided && letOff ? '首次违法、危害后果轻微并及时改正，依法不予处罚，基金照退。' : '',
      fineFen: fineTenths ? (fundLossFen * BigInt(fineTenths)) / 10n : 0n,
    }
    world.add('case_fact', { caseId: file.id, fineTenths, ...fact })
    return fact
  })
}

/** The agreement that a case is handled under beside its administrative procedure (一案多处): the operating agency's from the day it is asked. What is referred tells of itself. */
export function addCaseTracks(world: World, file: SeedCase, operator: Staff['operator']): void {
  const { random } = world
  const { filedOn, decidedAt } = file
  if (!filedOn || !random.chance(0.5) || file.state === 'filed') return
  const concluded = file.state === 'closed'
  const [startedAt] = timeline(world, dayOf(filedOn), [2])
  world.add('case_track', {
    id: world.id(filedOn),
    caseId: file.id,
    kind: 'agreement',
    state: concluded ? 'concluded' : 'running',
    note: '',
    startedAt: startedAt ?? filedOn,
    concludedAt: concluded ? decidedAt : null,
    outcome: concluded ? agreementOutcome : '',
  })
  file.handedToOperatorAt = startedAt ?? filedOn
  addAgreement(world, file, startedAt ?? filedOn, operator)
}

/** What was found is posted at filing, what is demanded and fined at the decision, what came in with its voucher. Never more comes in than was asked for. */
export function addCaseMoney(world: World, file: SeedCase, facts: readonly SeedFact[]): void {
  const { random } = world
  const { filedOn, decidedAt, desk } = file
  /** The reviewer of the desk looks at the account on the same day. */
  const confirmed = (at: Date) => ({ confirmedById: desk.reviewer.id, confirmedByName: desk.reviewer.name, confirmedAt: at })
  const post = (kind: TableRows['case_money']['kind'], amountFen: bigint, at: Date, by: Officer, note = '') => {
    if (amountFen <= 0n) return
    const isPayment = kind === 'recovered' || kind === 'finePaid'
    world.add('case_money', {
      id: world.id(at),
      caseId: file.id,
      campaignId: file.campaignId,
      kind,
      amountFen,
      occurredOn: dayOf(at),
      agencyId: desk.agencyId,
      ...(isPayment ? confirmed(at) : {}),
      voucher: isPayment ? `${kind === 'finePaid' ? 'FK' : 'PZ'}${dayOf(at).replaceAll('-', '')}${file.number.slice(-6)}` : '',
      note,
      recordedById: by.id,
      recordedAt: at,
    })
  }
  if (!filedOn) return
  for (const fact of facts) post('found', fact.fundLossFen, filedOn, desk.approver, `#${fact.seq}`)
  if (!decidedAt) return
  const sum = (of: (fact: SeedFact) => bigint) => facts.reduce((total, fact) => total + of(fact), 0n)
  const [demanded, fined] = [sum((fact) => fact.refundFen), sum((fact) => fact.fineFen)]
  post('demanded', demanded, decidedAt, desk.approver)
  post('fined', fined, decidedAt, desk.approver)
  const closed = file.state === 'closed'
  const [recoveredAt, paidAt] = timeline(world, dayOf(decidedAt), [random.whole(1, 15), random.whole(0, 10)])
  if (recoveredAt) post('recovered', closed ? demanded : random.chance(0.6) ? demanded / 2n : 0n, recoveredAt, desk.handler)
  if (paidAt) post('finePaid', closed ? fined : random.chance(0.4) ? fined : 0n, paidAt, desk.handler)
}
