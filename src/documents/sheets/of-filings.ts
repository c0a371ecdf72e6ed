import type { InstitutionKind } from '#domain/institution/kinds'
import type { InstitutionLevel } from '#domain/institution/levels'
import { beijingDay, type CivilDate } from '#domain/kernel/civil-date'
import type { AnswerKind } from '#domain/self-inspection/answers'
import type { RefundLedger } from '#domain/self-inspection/ledger'
import type { RefundState } from '#domain/self-inspection/steps'
import type { Totals } from '#domain/self-inspection/totals'
import type { FormSheet } from './form-sheet'
import { blankDate, civil, day, form, signatures, table, words, yuan } from './parts'

type Refund = {
  ledger: RefundLedger
  amountFen: bigint
  paidOn: CivilDate
  voucherNumber: string
  state: RefundState
  confirmedAt: Date | null
}
type Finding = {
  behaviour: string
  peopleCount: number
  periodFrom: CivilDate
  periodTo: CivilDate
  billedFen: bigint
  irregularFen: bigint
  fundLossFen: bigint
  cause: string
  remedy: string
  remedyDueOn: CivilDate | null
  refunds: readonly Refund[]
}
type Item = {
  code: string
  text: string
  violationType: string
  basis: string
  evidenceHint: string
  former: boolean
  answer: { answer: AnswerKind; reason: string } | null
  findings: readonly Finding[]
}
export type FilingToPrint = {
  number: string
  /** The bureau that answers for its region. */
  bureau: string | null
  institutionName: string
  institution: { code: string; kind: InstitutionKind; level: InstitutionLevel }
  campaign: { name: string }
  checklist: { name: string; year: number; versionNo: number }
  lookBackFrom: Date
  dueOn: Date
  submittedAt: Date | null
  submittedByName: string | null
  receiptNumber: string | null
  reviewedAt: Date | null
  reviewedByName: string | null
  attestation: string | null
  state: string
  items: readonly Item[]
  totals: Totals
}

const kinds = { hospital: '医院', healthCentre: '基层卫生院', clinic: '诊所', pharmacy: '药店' } satisfies Record<InstitutionKind, string>
const answers = { noneFound: '无', found: '有', notApplicable: '不适用' } satisfies Record<AnswerKind, string>
const ledgerNames = { fundRefund: '退回医保基金', agreementRecovery: '按协议追回' } satisfies Record<RefundLedger, string>
const refundStates = { declared: '待确认', confirmed: '已到账', rejected: '未认可' } satisfies Record<RefundState, string>

const bureauOf = ({ bureau }: FilingToPrint) => bureau ?? '医疗保障局'
const listOf = ({ checklist: { name, year, versionNo } }: FilingToPrint) => `${name}（${year}年第${versionNo}版）`
const column = (on: Date) => civil(on.toISOString().slice(0, 10))
const asked = ({ items }: FilingToPrint) => items.filter(({ former }) => !former)

/** 自查自纠通知: what the institution is to look into, from which day on, by when, with the very list. */
export const inspectionNotice = (filing: FilingToPrint, printedOn: CivilDate): FormSheet => ({
  kind: 'inspectionNotice',
  organ: bureauOf(filing),
  number: filing.number,
  about: filing.institutionName,
  datedOn: printedOn,
  parts: [
    form(
      [
        ['机构名称', filing.institutionName],
        ['机构编码', filing.institution.code],
      ],
      [['专项', filing.campaign.name]],
      [
        ['问题清单', listOf(filing)],
        ['适用条目', `${asked(filing).length}条（${kinds[filing.institution.kind]}）`],
      ],
      [
        ['追溯起点', column(filing.lookBackFrom)],
        ['报送截止', column(filing.dueOn)],
      ],
      [['退款账户', '【待填：退款账户】']],
    ),
    words(
      '要求',
      '请对照所附问题清单，对追溯起点以来的全部医保服务逐条自查，逐条写明“有”“无”或者“不适用”。查出问题的，写明涉及期间、人次和金额，分析原因，落实整改并退回医保基金。\n请如实、按期报送自查自纠情况报告、明细表和退款凭证。',
    ),
    signatures(`${bureauOf(filing)}（印章）　　　　　　　　　　${blankDate}`),
  ],
  annexes: [
    {
      title: '自查自纠问题清单',
      parts: [
        table(
          { 条号: 3, 问题: 12, 违规类型: 5, 依据: 9, 备查材料: 7 },
          asked(filing).map((item) => [item.code, item.text, item.violationType, item.basis, item.evidenceHint || '—']),
          '清单没有适用于该机构的条目。',
        ),
      ],
    },
  ],
})

/** The two ledgers side by side; there is no sum over both. */
const moneyTable = ({ totals }: FilingToPrint, heading: string) =>
  table(
    { 分账: 4, '已申报（元）': [4, 'right'], '已到账（元）': [4, 'right'], '尚未缴回（元）': [4, 'right'] },
    (Object.keys(ledgerNames) as RefundLedger[]).map((ledger) => {
      const { declaredFen, confirmedFen, outstandingFen } = totals.byLedger[ledger]
      return [ledgerNames[ledger], yuan(declaredFen), yuan(confirmedFen), yuan(outstandingFen)]
    }),
    '没有应退资金。',
    heading,
  )

const findingRows = ({ items }: FilingToPrint) =>
  items.flatMap(({ code, findings }) =>
    findings.map((one) => [
      code,
      one.behaviour,
      one.periodFrom === one.periodTo ? one.periodFrom : `${one.periodFrom}\n至${one.periodTo}`,
      `${one.peopleCount}`,
      ...[one.billedFen, one.irregularFen, one.fundLossFen].map(yuan),
      one.cause || '—',
      `${one.remedy || '—'}${one.remedyDueOn ? `（${civil(one.remedyDueOn)}前）` : ''}`,
      one.refunds
        .filter(({ state }) => state !== 'rejected')
        .map(({ voucherNumber }) => voucherNumber)
        .join('\n') || '—',
    ]),
  )

const answersAnnex = (filing: FilingToPrint): NonNullable<FormSheet['annexes']>[number] => ({
  title: '自查结论明细表',
  parts: [
    table(
      { 条号: 3, 问题: 14, 结论: [2.5, 'center'], 不适用的原因: 6, 问题数: [2.5, 'center'], '基金损失（元）': [4, 'right'] },
      filing.items.map(({ code, text, answer, findings }) => [
        code,
        text,
        answer ? answers[answer.answer] : '未填',
        answer?.reason || '—',
        `${findings.length}`,
        yuan(findings.reduce((sum, { fundLossFen }) => sum + fundLossFen, 0n)),
      ]),
      '清单没有适用于本机构的条目。',
    ),
  ],
})

const findingsAnnex = (filing: FilingToPrint): NonNullable<FormSheet['annexes']>[number] => ({
  title: '自查发现问题明细表',
  parts: [
    table(
      {
        ...{ 条号: 2.6, 具体情形: 6, 涉及期间: 4, 人次: [2, 'center'], '费用额（元）': [4, 'right'], '违规额（元）': [4, 'right'] },
        ...{ '基金额（元）': [4, 'right'], 原因: 4, 整改措施: 5, 退款凭证号: 4 },
      },
      findingRows(filing),
      '自查未发现问题。',
    ),
  ],
})

/** 自查自纠情况报告 of an institution, with each item answered, each finding, and the promise it gave. */
export const inspectionReport = (filing: FilingToPrint, printedOn: CivilDate): FormSheet => ({
  kind: 'inspectionReport',
  organ: filing.institutionName,
  number: filing.number,
  about: filing.institutionName,
  datedOn: printedOn,
  mark: filing.submittedAt === null || filing.state === 'returned' || filing.state === 'inProgress' ? '草稿　未报送' : '',
  parts: [
    form(
      [
        ['机构名称', filing.institutionName],
        ['机构编码', filing.institution.code],
      ],
      [['专项', filing.campaign.name]],
      [
        ['问题清单', listOf(filing)],
        ['机构类别', kinds[filing.institution.kind]],
      ],
      [
        ['自查范围', `${column(filing.lookBackFrom)}以来`],
        ['报送时间', day(filing.submittedAt)],
      ],
      [
        ['报送人', filing.submittedByName],
        ['报送回执号', filing.receiptNumber],
      ],
      [
        ['查出问题', `${filing.totals.findings}个，${filing.totals.peopleCount}人次`],
        ['涉及费用（元）', yuan(filing.totals.billedFen)],
      ],
      [
        ['违规费用（元）', yuan(filing.totals.irregularFen)],
        ['基金损失（元）', yuan(filing.totals.fundLossFen)],
      ],
    ),
    moneyTable(filing, '退回情况'),
    words('承诺', filing.attestation || '（报送时由机构负责人作出）'),
    signatures('填报人（签名）：', '整改责任人（签名）：', '法定代表人（签名）：', `机构（盖章）：　　　　　　　　　　${blankDate}`),
  ],
  annexes: [answersAnnex(filing), findingsAnnex(filing)],
})

/** 到账回执: what of the declared money has arrived, each ledger by itself. */
export function refundReceipt(filing: FilingToPrint, printedOn: CivilDate): FormSheet {
  const refunds = filing.items.flatMap(({ code, findings }) =>
    findings.flatMap((one) => one.refunds.map((refund) => ({ ...refund, code }))),
  )
  const shown = refunds.filter(({ state }) => state !== 'rejected')
  return {
    kind: 'refundReceipt',
    organ: bureauOf(filing),
    number: filing.number,
    about: filing.institutionName,
    datedOn: printedOn,
    parts: [
      form(
        [
          ['缴款机构', filing.institutionName],
          ['机构编码', filing.institution.code],
        ],
        [['专项', filing.campaign.name]],
      ),
      table(
        {
          ...{ 序号: [2, 'center'], 条号: 3, 分账: 4, 缴款凭证号: 5, '金额（元）': [5, 'right'], 缴款日: 4.4 },
          ...{ 到账: [3, 'center'], 确认日: 4.4 },
        },
        shown.map(({ code, ledger, voucherNumber, amountFen, paidOn, state, confirmedAt }, place) => [
          ...[`${place + 1}`, code, ledgerNames[ledger], voucherNumber, yuan(amountFen), paidOn, refundStates[state]],
          confirmedAt ? beijingDay(confirmedAt) : '—',
        ]),
        '没有退回的资金。',
      ),
      moneyTable(filing, '合计（各账分列，不相加）'),
      words('', '退回的医保基金缴入原财政专户。险种分账和财政专户账号由经办机构在回执上注明：'),
      signatures('经办人（签名）：', '复核人（签名）：', `经办机构（印章）：　　　　　　　　　　${blankDate}`),
    ],
  }
}
