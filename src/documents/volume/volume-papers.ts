import type { CivilDate } from '#domain/kernel/civil-date'
import type { Paper } from '../render/blocks'
import { formTable, listTable } from '../render/table'
import { body, emptyLine, flush, heading, right, sizes, title } from '../render/text'
import { chineseDate } from '../wording'

/** What the outside of a volume says. */
export type VolumeHead = {
  part: string
  organ: string
  caseNumber: string
  cause: string
  partyName: string
  officers: readonly string[]
  filedOn: CivilDate | null
  closedOn: CivilDate | null
  /** What became of it; empty while it is not decided. */
  outcome: string
  madeBy: string
  madeOn: CivilDate
}

/** A paper as the list of the volume has it: its pages, and whether it is only named there because it cannot be set on pages. */
export type VolumeLine = { title: string; number: string; on: CivilDate | ''; from: number; to: number; isElectronic: boolean }

/** How the list names a piece of evidence, and how the file of the volume is called. */
export const evidenceNumber = (seq: number): string => `证据${seq}`
export const volumeName = ({ caseNumber, part }: VolumeHead, revision: number): string => `${caseNumber} ${part}（${revision}）.pdf`

const paperOf = (head: VolumeHead, name: string, blocks: Paper['sheets'][number]['blocks']): Paper => ({
  title: `${name}：${head.caseNumber}`,
  organ: head.organ,
  datedOn: head.madeOn,
  isUnnumbered: true,
  sheets: [{ blocks }],
})

const pagesOf = ({ from, to }: VolumeLine) => (from === to ? `${from}` : `${from}—${to}`)

/** The cover (卷宗封面). What the archive gives it is filled in by hand. */
export const coverPaper = (head: VolumeHead, lines: readonly VolumeLine[], pages: number): Paper =>
  paperOf(head, '卷宗封面', [
    emptyLine(),
    ...title([head.organ, '行政处罚案卷', `（${head.part}）`]),
    emptyLine(),
    formTable([
      { cells: [{ label: '案件编号', value: head.caseNumber }] },
      { cells: [{ label: '案由', value: head.cause }] },
      { cells: [{ label: '当事人', value: head.partyName }] },
      { cells: [{ label: '办案人员', value: head.officers.join('、') }] },
      { cells: [{ label: '立案日期', value: head.filedOn ? chineseDate(head.filedOn) : '—' }] },
      { cells: [{ label: '结案日期', value: head.closedOn ? chineseDate(head.closedOn) : '—' }] },
      { cells: [{ label: '处理结果', value: head.outcome || '—' }], minHeight: 1200 },
      { cells: [{ label: '卷内材料', value: `共${lines.length}件、${pages}页` }] },
      {
        cells: [
          { label: '立卷人', value: head.madeBy },
          { label: '立卷日期', value: chineseDate(head.madeOn) },
        ],
      },
      {
        cells: [
          { label: '归档号', value: '' },
          { label: '保管期限', value: '' },
        ],
      },
    ]),
  ])

/** The list of what is in it (卷内目录). */
export const indexPaper = (head: VolumeHead, lines: readonly VolumeLine[]): Paper =>
  paperOf(head, '卷内目录', [
    ...title(['卷内目录']),
    right(`${head.caseNumber}（${head.part}）`, { size: sizes.xiaosi }),
    listTable(
      [
        { title: '序号', share: 2, align: 'center' },
        { title: '文号', share: 6 },
        { title: '题名', share: 10 },
        { title: '日期', share: 5, align: 'center' },
        { title: '页号', share: 3, align: 'center' },
      ],
      lines.map((line, index) => [`${index + 1}`, line.number || '—', line.title, line.on || '—', pagesOf(line)]),
    ),
  ])

/** What whoever bound it says of it (备考表). Who looked it over signs by hand. */
export function notePaper(head: VolumeHead, lines: readonly VolumeLine[], pages: number): Paper {
  const electronic = lines.flatMap(({ isElectronic }, index) => (isElectronic ? [index + 1] : []))
  return paperOf(head, '备考表', [
    ...title(['备考表']),
    emptyLine(),
    heading('本卷情况说明'),
    ...body(`本卷（${head.part}）共${lines.length}件、${pages}页，按卷内目录顺序编页，未作增删。`),
    ...(electronic.length > 0
      ? body(
          `序号${electronic.join('、')}为不能转换为页面的电子文件，卷内附说明页并载明其 SHA-256 校验值，原文件由系统保存，随卷刻录光盘移交。`,
        )
      : []),
    ...(lines.length === 0 ? body('本卷没有材料。') : []),
    emptyLine(),
    flush(`立卷人：${head.madeBy}`),
    flush('检查人：'),
    right(head.organ),
    right(chineseDate(head.madeOn)),
  ])
}

export type ElectronicFile = { title: string; displayName: string; mediaType: string; sizeBytes: number; sha256: string; why: string }

/** Stands in the place of a file that cannot be set on pages: what it is, and by what it is known again. */
export const electronicSheet = (head: VolumeHead, file: ElectronicFile): Paper =>
  paperOf(head, '电子文件说明', [
    ...title(['电子文件说明']),
    emptyLine(),
    formTable([
      { cells: [{ label: '题名', value: file.title }] },
      { cells: [{ label: '文件名', value: file.displayName }] },
      { cells: [{ label: '格式', value: file.mediaType }] },
      { cells: [{ label: '大小', value: `${file.sizeBytes} 字节` }] },
      { cells: [{ label: 'SHA-256', value: file.sha256.replace(/(.{16})/g, '$1 ').trim() }] },
      { cells: [{ label: '说明', value: file.why }] },
    ]),
  ])
