import type { CaseServiceMethod, ClosingKind, DefenceAdoption, ServedPaper } from '#domain/case/tracks/stages'
import { toFill } from '#domain/document/blanks'
import { beijingDay, type CivilDate, fromDateColumn } from '#domain/kernel/civil-date'
import { formatYuan } from '#domain/kernel/money'
import { chineseDate } from './wording'

/** The acts of a procedure as far as papers state them: those that stand, in their order. */
export type ActsOnPapers = {
  procedure: {
    defenceEndedAt: Date | null
    servedOn: Date | null
    closingKind: ClosingKind | null
    outcomeReason: string
    warned: boolean
    decidedFineFen: bigint | null
  } | null
  notices: readonly {
    noticedAt: Date
    hearingRight: boolean
    rules: unknown
    saidOn: Date | null
    said: string
    waived: boolean
    adoption: DefenceAdoption | null
    adoptionWhy: string
  }[]
  hearings: readonly { askedOn: Date; hearingOn: Date | null; place: string; chairName: string | null; heldOn: Date | null }[]
  discussions: readonly { heldOn: Date; present: readonly string[]; opinions: string; conclusion: string }[]
  services: readonly { paper: ServedPaper; method: CaseServiceMethod; servedOn: Date }[]
  instalments: readonly { amountFen: bigint; dueOn: Date }[]
  remedies: readonly { receivedOn: Date; concludedOn: Date | null }[]
  /** The last day of what is to be paid and is not. */
  payBy: Date | null
  /** The last day on which the fine was to be paid, also once it was; not of one that is paid in parts. */
  fineDueOn: CivilDate | null
}
type Issued = { kind: string; number: string | null; title: string; generatedAt: Date }

const methods: Record<CaseServiceMethod, string> = {
  direct: '直接送达',
  left: '留置送达',
  post: '邮寄送达',
  electronic: '电子送达',
  entrusted: '委托送达',
  publication: '公告送达',
}
const adoptions: Record<DefenceAdoption, string> = { adopted: '采纳', partlyAdopted: '部分采纳', notAdopted: '不予采纳' }
const closings: Record<ClosingKind, string> = {
  performed: '执行完毕',
  unperformed: '未能执行完毕',
  noPenalty: '不予行政处罚',
  unproven: '违法事实不能成立',
  transferred: '移送其他机关',
  terminated: '终止调查',
  revoked: '撤销决定',
}
const paperOf: Record<ServedPaper, readonly string[]> = {
  priorNotice: ['priorNotice', 'hearingNotice'],
  decision: ['penaltyDecision', 'handlingDecision', 'noPenaltyDecision', 'summaryDecision'],
  demand: ['demandNotice'],
  termination: ['terminationDecision'],
  revocation: ['revocationDecision'],
  surcharge: ['surchargeDecision'],
}

const day = (value: Date | null | undefined): string | undefined => (value ? fromDateColumn(value) : undefined)
const inChinese = (value: Date): string => chineseDate(fromDateColumn(value))
const given = (value: string | null | undefined): string | undefined => value || undefined
const named = (papers: readonly Issued[]) =>
  papers.flatMap(({ title, number }) => (number === null ? [] : [`《${title.replace(/：.*$/, '')}》（${number}）`])).join('、')

/** What the acts of the procedure say on its papers: nobody types again what was entered with a step. */
export function ofProcedure(acts: ActsOnPapers, issued: readonly Issued[]): Record<string, unknown> {
  const { procedure } = acts
  const [notice, hearing] = [acts.notices.at(-1), acts.hearings.at(-1)]
  const [discussion, service] = [acts.discussions.at(-1), acts.services.at(-1)]
  return {
    saidOn: day(notice?.saidOn),
    said: given(notice?.said),
    findings: given(notice?.adoptionWhy),
    adoption: notice?.adoption ? adoptions[notice.adoption] : undefined,
    hearingOn: day(hearing?.hearingOn),
    heldOn: day(discussion?.heldOn),
    present: discussion?.present.join('、').slice(0, 500),
    opinions: discussion?.opinions,
    conclusion: discussion?.conclusion,
    served: service ? given(named(issued.filter(({ kind }) => paperOf[service.paper].includes(kind))).slice(0, 500)) : undefined,
    method: service ? methods[service.method] : undefined,
    plan: given(planOf(acts)),
    decisionServedOn: day(procedure?.servedOn),
    dueOn: acts.payBy ? beijingDay(new Date(acts.payBy.getTime() - 1)) : undefined,
    ground: given(procedure?.outcomeReason),
    warned: procedure?.warned ?? false,
    closingGround: procedure?.closingKind ? closings[procedure.closingKind] : undefined,
    notice: notice && heardOf(acts, notice, issued),
  }
}

/** Parts of which a change of the decision has left nothing are none. */
const planOf = ({ instalments }: ActsOnPapers): string =>
  instalments
    .filter(({ amountFen }) => amountFen > 0n)
    .map(({ dueOn, amountFen }) => `${fromDateColumn(dueOn)} ${formatYuan(amountFen)}`)
    .join('\n')

/** How the party was told and heard: 告知、陈述申辩和听证情况. What has not happened yet is still to be filled in. */
function heardOf(
  { services, hearings, procedure }: ActsOnPapers,
  notice: ActsOnPapers['notices'][number],
  issued: readonly Issued[],
): string {
  const papers = named(issued.filter(({ kind, generatedAt }) => paperOf.priorNotice.includes(kind) && generatedAt >= notice.noticedAt))
  const service = services.findLast(({ paper }) => paper === 'priorNotice')
  const told =
    papers === '' || !service
      ? toFill('事先告知的文书和送达情况')
      : `我局于${inChinese(service.servedOn)}向当事人送达${papers}，告知拟作出的行政处罚的内容、事实、理由、依据和享有的权利。`
  return [told, saidOf(notice, procedure?.defenceEndedAt ?? null), hearings.map(heardAt).join('')].join('')
}

function saidOf(
  { said, saidOn, waived, adoption, adoptionWhy, hearingRight }: ActsOnPapers['notices'][number],
  endedAt: Date | null,
): string {
  if (said === '' || saidOn === null)
    return endedAt === null ? toFill('当事人陈述申辩的情况') : `当事人在法定期限内未提出陈述、申辩${hearingRight ? '' : '意见'}。`
  const words = said.replaceAll('\n', '；').replace(/[。；]+$/, '')
  const weighed = adoption === null ? '' : `经复核，${adoptions[adoption]}：${adoptionWhy.replace(/。$/, '')}。`
  return `当事人于${inChinese(saidOn)}${waived ? '书面表示' : '提出'}：${words}。${weighed}`
}

const heardAt = ({ askedOn, heldOn }: ActsOnPapers['hearings'][number]): string =>
  `当事人于${inChinese(askedOn)}要求听证，${heldOn ? `我局于${inChinese(heldOn)}举行听证。` : toFill('听证举行的情况')}`
