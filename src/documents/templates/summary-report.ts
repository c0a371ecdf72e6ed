import { z } from 'zod'
import { civilDate, documentNumber, text } from '../fields'
import { figure } from '../figure'
import type { Block } from '../render/blocks'
import { colophon, letterhead, signature } from '../render/letterhead'
import { listTable } from '../render/table'
import { addressee, body, emptyLine, flush, fonts, heading, paragraph, run, sizes, subheading, title } from '../render/text'
import { template } from '../template'
import { chineseNumeral, numbered } from '../wording'
import { type Citations, type CitedFigure, citedFigures, figureRuns, provenanceTable } from './figure-citations'

/** A stretch of a sentence: words, or a figure by its key (`digits` leaves the unit to a table's heading). */
const reportRun = z.union([
  z.strictObject({ text: z.string().min(1).max(5000) }),
  z.strictObject({ figure: z.string(), digits: z.boolean().default(false) }),
])

const block = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('paragraph'), runs: z.array(reportRun).min(1) }),
  z.strictObject({ kind: z.literal('subheading'), text }),
  z.strictObject({
    kind: z.literal('table'),
    title: text,
    columns: z
      .array(
        z.strictObject({
          title: text,
          share: z.number().positive().default(1),
          align: z.enum(['left', 'center', 'right']).default('left'),
        }),
      )
      .min(1),
    rows: z.array(z.array(z.array(reportRun))),
  }),
])

const input = z
  .strictObject({
    title: z.array(text).min(1).max(3),
    /** The issuing organs, the leading one first. */
    organs: z.array(text).min(1).max(8),
    addressee: text,
    sections: z.array(z.strictObject({ title: text, blocks: z.array(block).min(1) })).min(1),
    figures: z.array(figure),
    /** `null` for a draft, which says so on every page. */
    signed: z.strictObject({ documentNumber, signerName: text, signedOn: civilDate }).nullable(),
    copyTo: z.array(text).default([]),
    /** The day the draft was made; a signed report bears the day of its signature. */
    datedOn: civilDate,
  })
  .superRefine(({ sections, figures }, context) => {
    const known = new Set(figures.map(({ key }) => key))
    if (known.size < figures.length) context.addIssue({ code: 'custom', path: ['figures'], message: 'expected each figure once' })
    for (const key of keysIn(sections)) {
      if (!known.has(key))
        context.addIssue({ code: 'custom', path: ['figures'], message: `a sentence cites the figure ${key}, which is not given` })
    }
    for (const { columns, rows } of tablesIn(sections)) {
      if (rows.some((row) => row.length !== columns.length)) {
        context.addIssue({ code: 'custom', path: ['sections'], message: 'expected a cell for every column in every row' })
      }
    }
  })
export type SummaryReport = z.input<typeof input>
type Report = z.output<typeof input>
type ReportBlock = z.output<typeof block>
type ReportRun = z.output<typeof reportRun>

/** 专项整治总结报告, going upwards. Every number is a cited figure; the annex lists where each comes from. */
export const summaryReport = template(input, (report) => {
  const citations = citedFigures(report.figures, keysIn(report.sections))
  const datedOn = report.signed?.signedOn ?? report.datedOn
  const leading = report.organs[0] ?? ''
  const tables = tablesIn(report.sections)
  const content: Block[] = [
    ...letterhead({
      organs: report.organs,
      suffix: '文件',
      documentNumber: report.signed?.documentNumber ?? null,
      signer: report.signed?.signerName ?? null,
    }),
    emptyLine(),
    ...title(report.title),
    emptyLine(),
    addressee([report.addressee]),
    ...report.sections.flatMap((part, index) => [
      heading(numbered(index, part.title)),
      ...part.blocks.flatMap((item, at) => renderBlock(item, { citations, tables, blocks: part.blocks, at })),
    ]),
    ...(citations.order.length > 0 ? [emptyLine(), paragraph('附件：数字溯源附表', { indent: { firstLine: 640 } })] : []),
    ...signature(report.organs, datedOn),
    ...colophon({ copies: report.copyTo, printedBy: leading, printedOn: datedOn }),
  ]
  return {
    title: report.title.join(''),
    organ: leading,
    datedOn,
    mark: report.signed === null ? '草稿　未签发' : null,
    sheets: [
      { blocks: content },
      ...(citations.order.length > 0 ? [{ layout: 'landscape' as const, blocks: annex(citations.order) }] : []),
    ],
  }
})

type Place = { citations: Citations; tables: readonly TableBlock[]; blocks: readonly ReportBlock[]; at: number }
type TableBlock = Extract<ReportBlock, { kind: 'table' }>

function renderBlock(item: ReportBlock, { citations, tables, blocks, at }: Place): Block[] {
  if (item.kind === 'paragraph') return body(item.runs.flatMap((part) => inlineRuns(part, citations)))
  if (item.kind === 'subheading') {
    const number = blocks.slice(0, at + 1).filter(({ kind }) => kind === 'subheading').length
    return [subheading(`（${chineseNumeral(number)}）${item.text}`)]
  }
  const caption = paragraph(
    `表${tables.indexOf(item) + 1}　${item.title}`,
    { alignment: 'center', keepNext: true },
    { font: fonts.heading, size: 28 },
  )
  const rows = item.rows.map((row) => row.map((cell) => cell.flatMap((part) => inlineRuns(part, citations, sizes.wuhao))))
  return [caption, listTable(item.columns, rows), emptyLine()]
}

const inlineRuns = (part: ReportRun, citations: Citations, size = 32) =>
  'text' in part ? [run(part.text, { size })] : figureRuns(citations, part.figure, { size, digitsOnly: part.digits })

const annex = (order: readonly CitedFigure[]): Block[] => [
  flush('附件', { font: fonts.heading }),
  ...title(['数字溯源附表']),
  paragraph(
    '正文中每个数字右上角的编号与本表序号对应。行数和行集校验值由取数时刻的数据逐行计算，取数后的变动不影响本表。',
    {},
    { size: 24 },
  ),
  provenanceTable(order),
]

const tablesIn = (sections: Report['sections']): TableBlock[] =>
  sections.flatMap(({ blocks }) => blocks.filter((item): item is TableBlock => item.kind === 'table'))

/** The keys cited, in the order of reading, repeats included. */
function keysIn(sections: Report['sections']): string[] {
  const runs = sections.flatMap(({ blocks }) =>
    blocks.flatMap((item) => (item.kind === 'paragraph' ? item.runs : item.kind === 'table' ? item.rows.flat(2) : [])),
  )
  return runs.flatMap((part) => ('figure' in part ? [part.figure] : []))
}
