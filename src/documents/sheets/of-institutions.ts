import type { CivilDate } from '#domain/kernel/civil-date'
import type { LeadConclusion } from '#domain/lead/conclusions'
import type { CellValue } from '#domain/lead/evidence'
import type { LeadObjectionDecision } from '#domain/lead/statements'
import type { FormSheet, SheetPart } from './form-sheet'
import { conclusions } from './of-leads'
import { blankDate, by, day, form, signatures, table, words, yuan } from './parts'

type EvidenceTable = {
  name: string
  columns: readonly string[]
  rows: readonly { key: string; cells: readonly (CellValue | undefined)[] }[]
}
export type DetailsToPrint = {
  number: string
  agency: { name: string } | null
  institutionName: string
  institution: { code: string } | null
  amountFen: bigint | null
  rowCount: number
  tables: readonly EvidenceTable[]
}

const mostColumns = 8
const cell = (value: CellValue | undefined) => (value === null || value === undefined ? '' : String(value))

/** Columns are named as the delivery named them, so that they stand in a list and are keys of nothing. */
const detailTable = ({ name, columns, rows }: EvidenceTable, rowCount: number): SheetPart => ({
  kind: 'table',
  heading: `${name}${rows.length < rowCount ? `（本表列出${rows.length}条，共${rowCount}条，其余见电子数据）` : ''}`,
  columns: [
    { title: '序号', share: 1.8, align: 'center' },
    ...['明细主键', ...columns.slice(0, mostColumns)].map((title) => ({ title, share: 4 })),
    { title: '确认', share: 2 },
  ],
  rows: rows.map(({ key, cells }, place) => [
    `${place + 1}`,
    key,
    ...columns.slice(0, mostColumns).map((_, position) => cell(cells[position])),
    '',
  ]),
  none: '没有明细。',
})

/** 疑点明细确认表, for the institution to sign: the rows, and nothing of where the lead came from or what is thought of it. */
export const detailConfirmation = (lead: DetailsToPrint, printedOn: CivilDate): FormSheet => ({
  kind: 'detailConfirmation',
  organ: lead.agency?.name ?? '医疗保障局',
  number: lead.number,
  about: lead.institutionName,
  datedOn: printedOn,
  parts: [
    form(
      [
        ['机构名称', lead.institutionName],
        ['机构编码', lead.institution?.code],
      ],
      [
        ['明细', `${lead.rowCount}条`],
        ['涉及金额（元）', yuan(lead.amountFen)],
      ],
      [['确认意见', '□ 明细与本机构记录一致　　□ 部分不一致（逐条注明）　　□ 不一致（另附说明）']],
      [['说明', '\n\n']],
    ),
    words('', '附表所列明细由结算数据导出，参保人员信息已作遮盖。请逐条核对后签署确认意见；确认明细不等于认可定性。'),
    signatures(
      '机构核对人（签名）：',
      '机构负责人（签名）：',
      `机构（盖章）：　　　　　　　　　　${blankDate}`,
      '检查人员（签名）：　　　　　　　　　　　　　　（签名）：',
    ),
  ],
  annexes:
    lead.tables.length === 0
      ? []
      : [
          {
            title: '疑点明细表',
            parts: lead.tables.map((one) => detailTable(one, lead.rowCount)),
          },
        ],
})

const decisions = { upheld: '维持结论', reopened: '重新核查' } satisfies Record<LeadObjectionDecision, string>

export type StatementToPrint = {
  leadNumber: string
  agencyName: string
  institution: { name: string; code: string }
  question: string
  askedAt: Date
  dueAt: Date
  answer: string | null
  answeredByName: string | null
  answeredAt: Date | null
  toldConclusion: LeadConclusion | null
  toldAt: Date | null
  objection: string | null
  objectedByName: string | null
  objectedAt: Date | null
  decision: LeadObjectionDecision | null
  decisionReason: string | null
  decidedAt: Date | null
  files: readonly { title: string }[]
}

/** 陈述材料 of an institution: what it was asked, what it said, and its objection with what became of it. */
export const institutionStatement = (said: StatementToPrint, printedOn: CivilDate): FormSheet => ({
  kind: 'institutionStatement',
  organ: said.institution.name,
  number: said.leadNumber,
  about: said.institution.name,
  datedOn: printedOn,
  mark: said.answeredAt === null ? '尚未说明' : '',
  parts: [
    form(
      [
        ['机构名称', said.institution.name],
        ['机构编码', said.institution.code],
      ],
      [
        ['要求单位', said.agencyName],
        ['要求时间', day(said.askedAt)],
      ],
      [['要求说明的事项', said.question]],
    ),
    words('陈述', said.answer ?? '（尚未说明）'),
    ...(said.objection === null
      ? []
      : [
          words(`异议（对核查结论“${said.toldConclusion ? conclusions[said.toldConclusion] : ''}”）`, said.objection),
          ...(said.decision && said.decidedAt
            ? [words('异议处理', `${decisions[said.decision]}：${said.decisionReason ?? ''}（${day(said.decidedAt)}）`)]
            : []),
        ]),
    table(
      { 序号: [2, 'center'], 所附材料: 16 },
      said.files.map(({ title }, place) => [`${place + 1}`, title]),
      '未附材料。',
      '所附材料',
    ),
    signatures(`陈述人（签名）：${by(said.answeredByName, said.answeredAt)}`, `机构（盖章）：　　　　　　　　　　${blankDate}`),
  ],
})
