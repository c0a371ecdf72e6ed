import { z } from 'zod'
import { type ActKind, actKinds } from '#domain/document/kinds-of-acts'
import { beijingMinute } from '#domain/kernel/civil-date'
import { citation } from '#domain/law/law'
import { civilDate, documentNumber, officers, optionalText, prose, text } from '../../fields'
import type { Block, Paper, ParagraphBlock, TableBlock } from '../../render/blocks'
import { signed } from '../../render/letterhead'
import { listTable } from '../../render/table'
import { emptyLine, flush, fonts, paragraph, sizes, title } from '../../render/text'

/** What every paper of an act states. */
export const actParts = {
  organ: text,
  documentNumber: documentNumber.nullable(),
  caseNumber: text,
  cause: text,
  partyName: text,
  officers,
  datedOn: civilDate,
  personName: text,
  place: text,
}
export const instant = z.iso.datetime()
export const anyProse = z.string().trim().max(20_000).default('')
export const items = z.array(z.strictObject({ name: text, quantity: optionalText, note: optionalText })).max(300)
export const signing = z.strictObject({ signature: z.enum(['signed', 'refused']), refusal: optionalText, witness: optionalText }).nullable()

type Parts = { organ: string; documentNumber: string | null; cause: string; datedOn: string }

/** A paper with its organ, name and number at the head, signed by the organ; what is listed stands on a sheet of its own. */
export const decisionPaper = (parts: Parts, kind: ActKind, content: readonly Block[], annex: readonly Block[] = []): Paper => ({
  title: `${actKinds[kind].name}：${parts.cause}`,
  organ: parts.organ,
  datedOn: parts.datedOn,
  mark: parts.documentNumber === null ? '草稿　未签发' : null,
  sheets: [
    {
      blocks: [
        ...title([parts.organ, actKinds[kind].name]),
        paragraph(parts.documentNumber ?? '（文号待编）', { alignment: 'center' }),
        emptyLine(),
        ...signed(content, [parts.organ], parts.datedOn),
      ],
    },
    ...(annex.length > 0 ? [{ blocks: annex }] : []),
  ],
})

/** A record: signed by hand by those who were there, page by page. */
export const recordPaper = (parts: Parts, kind: ActKind, content: readonly Block[]): Paper => ({
  title: `${actKinds[kind].name}：${parts.cause}`,
  organ: parts.organ,
  datedOn: parts.datedOn,
  sheets: [{ blocks: [...title([parts.organ, actKinds[kind].name]), emptyLine(), ...content, basisOf(kind)] }],
})

export const basisOf = (kind: ActKind): ParagraphBlock =>
  paragraph(`办理依据：${citation(actKinds[kind].basis)}`, {}, { size: sizes.wuhao })
export const lawOf = (kind: ActKind): string => citation(actKinds[kind].basis)

const clock = (at: string) => {
  const [day = '', time = ''] = beijingMinute(new Date(at)).split(' ')
  const [year, month, date] = day.split('-').map(Number)
  return { day: `${year}年${month}月${date}日`, time: time.replace(':', '时') }
}
/** 2026年7月16日09时30分 */
export const minuteText = (at: string): string => `${clock(at).day}${clock(at).time}分`
/** 2026年7月16日09时30分至11时05分 */
export const spanText = (from: string, to: string | null): string =>
  to === null ? minuteText(from) : `${minuteText(from)}至${clock(from).day === clock(to).day ? `${clock(to).time}分` : minuteText(to)}`

type Served = { officers: readonly { name: string; certificateNumber: string }[] }
export const officerLine = ({ officers: people }: Served): string =>
  people.map(({ name, certificateNumber }) => `${name}（执法证号${certificateNumber}）`).join('、')

/** What is handed over, held or examined, one thing a line. */
export const itemTable = (listed: z.output<typeof items>): TableBlock =>
  listTable(
    [
      { title: '序号', share: 1.4, align: 'center' },
      { title: '名称', share: 7 },
      { title: '数量', share: 2.4, align: 'center' },
      { title: '说明', share: 4 },
    ],
    listed.map(({ name, quantity, note }, index) => [`${index + 1}`, name, quantity, note]),
  )

export const annexOf = (name: string, listed: z.output<typeof items>, handSigned: readonly Block[]): Block[] => [
  flush('附件', { font: fonts.heading }),
  ...title([name]),
  itemTable(listed),
  emptyLine(),
  ...handSigned,
]

const line = '　　　　　　　　年　　月　　日'
/** Signed by hand; of a signature that was refused, what the officers noted and who saw it. */
export const handSignedBy = (who: string, sign: z.output<typeof signing>): ParagraphBlock[] => [
  flush(`${who}（签名、捺印）：${sign?.signature === 'refused' ? '拒绝签名' : line}`),
  ...(sign?.signature === 'refused' ? [flush(`拒签情况：${sign.refusal}`), flush(`见证人（签名）：${sign.witness}`)] : []),
  flush(`执法人员（签名）：${line}`),
]
export { optionalText, prose, text }
