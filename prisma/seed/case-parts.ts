import { addDays } from '#domain/kernel/civil-date'
import type { SeedCase } from './cases'
import { dayBetween, dayOf, timeline } from './moments'
import type { TableRows } from './rows'
import type { World } from './world'

type Fact = { fundLossFen: bigint; refundFen: bigint; fineFen: bigint }

/** Article 40 fines two to five times the loss, article 38 one to two times, by tenths. */
const fineRange = (fraud: boolean) => (fraud ? ([20, 50] as const) : ([10, 20] as const))

/** One to three facts of a case; what they are worth together is what the lead was found to be worth, or more. */
export function addCaseFacts(world: World, file: SeedCase): Fact[] {
  const { random } = world
  const { concluded } = file.lead
  if (!concluded) return []
  const decided = file.decidedAt !== null
  const proposedOn = dayOf(new Date(file.proposedAt))
  return Array.from(
    {
      length: random.weighted([
        [1, 6],
        [2, 3],
        [3, 1],
      ] as const),
    },
    (_, index) => {
      const divisor = BigInt(index + 1)
      const [from, to] = fineRange(file.fraud)
      const tenths = decided && !file.firstMinor ? random.whole(from, to) : null
      const fundLossFen = concluded.fundLossFen / divisor
      const actFrom = dayBetween(world, addDays(proposedOn, -700), addDays(proposedOn, -200))
      const fact = { fundLossFen, refundFen: decided ? fundLossFen : 0n, fineFen: tenths ? (fundLossFen * BigInt(tenths)) / 10n : 0n }
      world.add('case_fact', {
        id: world.id(new Date(file.proposedAt)),
        caseId: file.id,
        seq: index + 1,
        behaviour: index === 0 ? file.cause : random.pick(['重复收费', '超标准收费', '串换项目', '分解项目收费']),
        actFrom,
        actTo: dayBetween(world, actFrom, addDays(proposedOn, -60)),
        law: 'fundRegulation',
        article: file.fraud ? '第四十条第一款第三项' : '第三十八条第三项',
        billedFen: concluded.billedFen / divisor,
        irregularFen: concluded.irregularFen / divisor,
        fineTenths: tenths,
        ...fact,
      })
      return fact
    },
  )
}

const outcomes = {
  agreement: '约谈并扣减当期考核，追回违规费用。',
  administrative: '责令改正、退回基金并处罚款。',
  criminal: '涉嫌犯罪事实移送公安机关。',
  healthAdministration: '涉及医疗行为问题移送卫生健康部门。',
} as const

/** The tracks a case is handled on, each with its own state: one matter, several dispositions (一案多处). */
export function addCaseTracks(world: World, file: SeedCase): void {
  const { random } = world
  if (!file.filedOn) return
  const chosen = {
    agreement: random.chance(0.5),
    administrative: true,
    criminal: file.fraud,
    healthAdministration: random.chance(0.2),
  }
  for (const kind of Object.keys(outcomes) as (keyof typeof outcomes)[]) {
    if (!chosen[kind]) continue
    const concluded = file.state === 'closed' || (file.state === 'decided' && kind === 'administrative')
    const running = !concluded && file.state !== 'filed'
    const state = concluded ? 'concluded' : running ? 'running' : 'notStarted'
    const [startedAt, concludedAt] = timeline(world, dayOf(file.filedOn), [2, 10])
    world.add('case_track', {
      id: world.id(file.filedOn),
      caseId: file.id,
      kind,
      state,
      note: '',
      startedAt: state === 'notStarted' ? null : (startedAt ?? null),
      concludedAt: concluded ? new Date(file.decidedAt ?? concludedAt ?? file.filedOn) : null,
      outcome: concluded ? outcomes[kind] : '',
    })
  }
}

type MoneyKind = TableRows['case_money']['kind']

/** What was found, demanded, returned, fined and paid. Never more returned than demanded, nor more paid than fined. */
export function addCaseMoney(world: World, file: SeedCase, facts: readonly Fact[]): void {
  const { random } = world
  if (!file.decidedAt) return
  const decidedAt = new Date(file.decidedAt)
  const sum = (of: (fact: Fact) => bigint) => facts.reduce((total, fact) => total + of(fact), 0n)
  const [loss, demanded, fined] = [sum((fact) => fact.fundLossFen), sum((fact) => fact.refundFen), sum((fact) => fact.fineFen)]
  const closed = file.state === 'closed'
  const recovered = closed ? demanded : random.chance(0.6) ? demanded / 2n : 0n
  const paid = closed ? fined : random.chance(0.4) ? fined : 0n
  const postings: readonly (readonly [MoneyKind, bigint])[] = [
    ['found', loss],
    ['demanded', demanded],
    ['recovered', recovered],
    ['fined', fined],
    ['finePaid', paid],
  ]
  for (const [kind, amountFen] of postings) {
    if (amountFen <= 0n) continue
    const [recordedAt] =
      kind === 'recovered' || kind === 'finePaid' ? timeline(world, dayOf(decidedAt), [random.whole(1, 15)]) : [decidedAt]
    if (!recordedAt) continue
    const isPayment = kind === 'recovered' || kind === 'finePaid'
    world.add('case_money', {
      id: world.id(recordedAt),
      caseId: file.id,
      campaignId: file.campaignId,
      kind,
      amountFen,
      occurredOn: dayOf(recordedAt),
      voucher: isPayment ? `PZ${dayOf(recordedAt).replaceAll('-', '')}${file.number.slice(-6)}` : '',
      note: '',
      recordedById: file.desk.handler.id,
      recordedAt,
    })
  }
}
