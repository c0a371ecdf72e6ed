import { z } from 'zod'
import { isBlank } from '#domain/document/blanks'
import { houseClauses } from '#domain/document/house-wordings'
import { isCivilDate } from '#domain/kernel/civil-date'
import { formatYuan } from '#domain/kernel/money'
import { type Basis, citation } from '#domain/law/law'
import { amountFen, civilDate, documentNumber, officers, prose, text } from '../../fields'
import type { Block, Paper, ParagraphBlock, TableBlock } from '../../render/blocks'
import { signed } from '../../render/letterhead'
import { landscapeWidth } from '../../render/page'
import { listTable } from '../../render/table'
import { body, emptyLine, flush, fonts, paragraph, sizes, title } from '../../render/text'
import { amountTwice, chineseDate, chineseNumeral, chinesePeriod } from '../../wording'
import { clause, type Worded, wordingPart } from '../clause'
import { addressed } from './addressed'

/** A day, or what stands in a draft until somebody names it. */
export const day = z.string().refine((value) => isBlank(value) || isCivilDate(value), 'expected a day written YYYY-MM-DD')
export const dayText = (value: string): string => (isBlank(value) ? value : chineseDate(value))

export const penaltyFact = z.strictObject({
  behaviour: text,
  actFrom: civilDate,
  actTo: civilDate,
  /** The article in force on the day of the act, cited in full. */
  article: text,
  billedFen: amountFen,
  irregularFen: amountFen,
  fundLossFen: amountFen,
  refundFen: amountFen,
  fineFen: amountFen,
  /** Tenths of the multiplier; `null` where the fine is no multiple, or there is none. */
  fineTenths: z.int().min(0).nullable(),
  noPenaltyReason: z.string(),
  /** Whose act it was, where the case has several parties. */
  partyName: z.string().default(''),
  /** What was defrauded, where the line measures its fine by that and not by the loss of the funds. */
  fraudFen: amountFen.nullable().default(null),
  /** What of the loss is beyond the limitation, and no part of what the fine is measured by. */
  isLimited: z.boolean().default(false),
  /** 暂停……6个月, where something is suspended. */
  suspends: z.string().default(''),
  /** By which law an act is judged that went on under two (从旧兼从轻), and why. */
  lawChosen: z.string().default(''),
  /** The fact, by its place on the paper, by which its act is fined; `null` where it is an act of its own, or the one that is fined. */
  finedWith: z.int().min(1).nullable().default(null),
})
export type PenaltyFact = z.output<typeof penaltyFact>

/** What every paper of a case states. A part that nobody has named yet holds 【待填：…】. */
export const caseParts = {
  organ: text,
  /** Whether it was issued; a draft says on each page that it is one. */
  issued: z.boolean(),
  documentNumber: documentNumber.nullable(),
  caseNumber: text,
  cause: text,
  partyName: text,
  /** Its party is a person, or all of them are. */
  isPerson: z.boolean().default(false),
  officers,
  datedOn: civilDate,
  wording: wordingPart,
}
export const partyParts = { partyNumber: text, partyAddress: text, partyHead: text }
export const contactParts = { contactName: text, contactPhone: text }
export const factParts = { facts: z.array(penaltyFact).min(1).max(300) }
export const lines = prose.transform((value) => value.split(/\r?\n/).flatMap((line) => line.trim() || []))

type CaseParts = { organ: string; issued: boolean; documentNumber: string | null; cause: string; datedOn: string; isPerson?: boolean }

/** The paper: its organ and name at the head, its number, then what it says, signed by the organ. */
export function penaltyPaper(parts: CaseParts, name: string, content: readonly Block[], annex: readonly Block[] = []): Paper {
  const number = parts.documentNumber ?? '（文号待编）'
  return {
    title: `${name}：${parts.cause}`,
    organ: parts.organ,
    datedOn: parts.datedOn,
    mark: parts.issued ? null : '草稿　未签发',
    sheets: [
      {
        blocks: [
          ...title([parts.organ, name]),
          paragraph(number, { alignment: 'center' }),
          emptyLine(),
          ...signed(addressed(content, parts), [parts.organ], parts.datedOn),
        ],
      },
      ...annexSheet(annex),
    ],
  }
}

/** The same for a paper that bears no number; one with an annex is signed by the organ. */
export const unnumberedPaper = (
  parts: CaseParts,
  name: string,
  content: readonly Block[],
  annex: readonly Block[] | null = null,
): Paper => ({
  title: `${name}：${parts.cause}`,
  organ: parts.organ,
  datedOn: parts.datedOn,
  mark: parts.issued ? null : '草稿　未签发',
  sheets: [
    { blocks: [...title([name]), emptyLine(), ...(annex ? signed(content, [parts.organ], parts.datedOn) : content)] },
    ...annexSheet(annex ?? []),
  ],
})

/** Tables of amounts are laid on their side: no amount is broken. */
const annexSheet = (blocks: readonly Block[]) => (blocks.length > 0 ? [{ layout: 'landscape' as const, blocks }] : [])

type Party = { partyName: string; partyNumber: string; partyAddress: string; partyHead: string }
/** 当事人, with what tells it from any other. */
export const partyLines = ({ partyName, partyNumber, partyAddress, partyHead }: Party): ParagraphBlock[] =>
  [
    `当事人：${partyName}`,
    `统一社会信用代码（证件号码）：${partyNumber}`,
    `住所（地址）：${partyAddress}`,
    `法定代表人（负责人）：${partyHead}`,
  ].map((line) => paragraph(line, { indent: { firstLine: 640 } }))

export const sumOf = (
  facts: readonly PenaltyFact[],
  amount: 'billedFen' | 'irregularFen' | 'fundLossFen' | 'refundFen' | 'fineFen',
): bigint => facts.reduce((total, fact) => total + fact[amount], 0n)

const times = (tenths: number) => `${tenths % 10 === 0 ? tenths / 10 : (tenths / 10).toFixed(1)}倍`

/** （一）虚构医药服务项目。…… each fact with its days, its three amounts and its article. */
export const factLines = (facts: readonly PenaltyFact[]): ParagraphBlock[] =>
  facts.flatMap((fact, index) =>
    body(
      `（${chineseNumeral(index + 1)}）${fact.partyName && `${fact.partyName}：`}${fact.behaviour}。${chinesePeriod(fact.actFrom, fact.actTo)}，涉及医疗费用${formatYuan(fact.billedFen)}元，其中违规费用${formatYuan(fact.irregularFen)}元，造成医疗保障基金损失${formatYuan(fact.fundLossFen)}元${fact.fraudFen === null ? '' : `，骗取医疗保障基金${formatYuan(fact.fraudFen)}元`}。该行为适用${fact.article}。${fact.lawChosen}`,
    ),
  )

/** What a multiple is of, in the words of the line: the loss of the funds (第三十八条), or what was defrauded (第四十条、第四十一条). */
const measuredBy = ({ fraudFen, isLimited }: PenaltyFact) =>
  `${isLimited ? '追责时效以内的' : ''}${fraudFen === null ? '基金损失金额' : '骗取金额'}`

/** One act is fined once (处罚法第二十九条): a fact of it says by which other it is. */
function whyUnfined({ noPenaltyReason, finedWith }: PenaltyFact): string {
  const once =
    finedWith === null
      ? ''
      : `与第${finedWith}项事实为同一违法行为，已按罚款数额高的规定处罚，依据《中华人民共和国行政处罚法》第二十九条不再给予罚款`
  const whole = [noPenaltyReason, once].filter(Boolean).join('；')
  return whole && `（${whole}）`
}

/** What is done for each fact: money back to the fund, and a fine to the treasury, never in one sum. */
export function disposalLines(facts: readonly PenaltyFact[]): ParagraphBlock[] {
  const each = facts.map((fact, index) => {
    const fine =
      fact.fineFen > 0n
        ? `处${fact.fineTenths === null ? '' : `${measuredBy(fact)}${times(fact.fineTenths)}的`}罚款${formatYuan(fact.fineFen)}元`
        : `不予罚款${whyUnfined(fact)}`
    const suspends = fact.suspends && `，${fact.suspends}`
    return `${index + 1}.对${fact.partyName}“${fact.behaviour}”的行为，责令退回医疗保障基金${formatYuan(fact.refundFen)}元，${fine}${suspends}。`
  })
  return [
    ...each.flatMap((line) => body(line)),
    ...body(`以上合计：责令退回医疗保障基金${amountTwice(sumOf(facts, 'refundFen'))}；罚款${amountTwice(sumOf(facts, 'fineFen'))}。`),
  ]
}

/** The same as a table, for the annex. */
export const factTable = (facts: readonly PenaltyFact[]): TableBlock =>
  listTable(
    [
      { title: '序号', share: 1.4, align: 'center' },
      { title: '违法事实', share: 5 },
      { title: '期间', share: 4.4 },
      { title: '违规费用（元）', share: 4.2, align: 'right' },
      { title: '基金损失（元）', share: 4.2, align: 'right' },
      { title: '倍数', share: 2, align: 'center' },
      { title: '退回基金（元）', share: 4.2, align: 'right' },
      { title: '罚款（元）', share: 4.2, align: 'right' },
    ],
    [
      ...facts.map((fact, index) => [
        `${index + 1}`,
        fact.behaviour,
        chinesePeriod(fact.actFrom, fact.actTo),
        formatYuan(fact.irregularFen),
        formatYuan(fact.fundLossFen),
        fact.fineTenths === null || fact.fineFen === 0n ? '—' : times(fact.fineTenths),
        formatYuan(fact.refundFen),
        formatYuan(fact.fineFen),
      ]),
      [
        '',
        '合计',
        '',
        ...(['irregularFen', 'fundLossFen'] as const).map((name) => formatYuan(sumOf(facts, name))),
        '',
        ...(['refundFen', 'fineFen'] as const).map((name) => formatYuan(sumOf(facts, name))),
      ],
    ],
    landscapeWidth,
    sizes.wuhao,
  )

export const annexOf = (facts: readonly PenaltyFact[]): Block[] => [
  flush('附件', { font: fonts.heading }),
  ...title(['违法事实和金额明细表']),
  factTable(facts),
]

/** The articles of all facts, in their order: each law is named once, before its own. */
export function articlesOf(facts: readonly Pick<PenaltyFact, 'article'>[]): string {
  const cited = [...new Set(facts.map(({ article }) => article))].map((article) => /^(《[^》]*》)?(.*)$/s.exec(article) ?? [])
  const laws = [...new Set(cited.map(([, law = '']) => law))]
  return laws.map((law) => law + cited.flatMap(([, of = '', article = '']) => (of === law ? [article] : [])).join('、')).join('、')
}

type Served = { officers: readonly { name: string; certificateNumber: string }[] }
export const officerNames = ({ officers: people }: Served): string =>
  people.map(({ name, certificateNumber }) => `${name}（执法证号${certificateNumber}）`).join('、')

export const contactLine = ({ contactName, contactPhone }: { contactName: string; contactPhone: string }): ParagraphBlock[] =>
  body(`联系人：${contactName}，联系电话：${contactPhone}。`)

type Remedies = Worded & { reviewOrgan: string; court: string }
export const remedyLine = (paper: Remedies): ParagraphBlock[] =>
  clause(
    paper,
    { house: houseClauses.penaltyDecision.remedy, name: 'remedy' },
    { 行政复议机关: paper.reviewOrgan, 有管辖权的人民法院: paper.court },
  )

export const basisLine = (of: Basis): ParagraphBlock => paragraph(`办理依据：${citation(of)}`, {}, { size: sizes.wuhao })
