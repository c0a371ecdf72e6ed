import { z } from 'zod'
import { basis, citation } from '#domain/law/law'
import { civilDate, documentNumber, letterParts, optionalText, prose, text } from '../fields'
import { attachmentList, letterhead, signed } from '../render/letterhead'
import { listTable } from '../render/table'
import { addressee, body, emptyLine, flush, heading, paragraph, right, sizes, title } from '../render/text'
import { draftMarkUnless, template } from '../template'
import { chineseDate, numbered } from '../wording'

/** As it was typed, or left out. */
const anyText = z.string().trim().max(20_000).default('')

const objection = z.strictObject({
  ...letterParts,
  /** Who refused to file. */
  police: text,
  subject: text,
  /** The letter that the crime was transferred by, where it bears a number. */
  transferNumber: documentNumber.nullable(),
  declineNumber: optionalText,
  declinedOn: civilDate.nullable(),
  /** What was decided when it was asked to be looked at again: not to file all the same. */
  upheld: z.strictObject({ number: optionalText, on: civilDate.nullable() }).nullable().default(null),
  declineReason: anyText,
  reason: prose,
  attachments: z.array(text).max(200),
})
export type Objection = z.input<typeof objection>

type Wording = { name: string; asks: (police: string) => string }

/** What is not accepted, why, and what is asked of whom: the same to the police and to the procuratorate. */
const objectionTo = ({ name, asks }: Wording) =>
  template(objection, (letter) => {
    const { police, declineNumber, declinedOn, declineReason, transferNumber } = letter
    const transferred = `我局${transferNumber ? `以${transferNumber}` : ''}移送的${letter.subject}`
    const decided = (on: string | null, number: string, what: string) =>
      `${on ? `于${chineseDate(on)}` : ''}${what}${number && `（${number}）`}`
    const declined = decided(declinedOn, declineNumber, '决定不予立案')
    const again = letter.upheld ? `；经我局提请复议，${decided(letter.upheld.on, letter.upheld.number, '维持原决定')}` : ''
    return {
      title: `${name}：${letter.subject}`,
      organ: letter.organ,
      datedOn: letter.datedOn,
      mark: draftMarkUnless(letter.documentNumber),
      sheets: [
        {
          blocks: signed(
            [
              ...letterhead({ organs: [letter.organ], suffix: '', documentNumber: letter.documentNumber }),
              emptyLine(),
              ...title([name]),
              emptyLine(),
              addressee([letter.addressee]),
              ...body(`${transferred}，${letter.addressee === police ? '你局' : police}${declined}${again}。我局认为依法应当立案。`),
              heading(numbered(0, '不予立案的理由')),
              ...body(declineReason || '未书面说明理由。'),
              heading(numbered(1, '我局的意见')),
              ...body(letter.reason),
              heading(numbered(2, '请求事项')),
              ...body(`依据${citation(basis('crimeTransferRules', '第九条'))}，${asks(police)}`),
              ...attachmentList(letter.attachments),
            ],
            [letter.organ],
            letter.datedOn,
          ),
        },
      ],
    }
  })

/** 提请复议书, to the police who refused to file. */
export const reconsiderationRequest = objectionTo({
  name: '提请复议书',
  asks: () => '现提请复议，请自收到本提请之日起三日内作出立案或者不予立案的决定，并书面通知我局。',
})

/** 立案监督建议书, to the procuratorate. */
export const supervisionAdvice = objectionTo({
  name: '立案监督建议书',
  asks: (police) => `建议你院对${police}的不予立案决定依法进行立案监督，并将结果函告我局。`,
})

const handover = z.strictObject({
  organ: text,
  receiver: text,
  subject: text,
  transferNumber: documentNumber.nullable(),
  /** 立案通知书 of the police. */
  filingNumber: optionalText,
  lines: z
    .array(z.strictObject({ name: anyText, quantity: anyText, note: anyText }))
    .min(1)
    .max(500),
  listedBy: text,
  datedOn: civilDate,
})
export type HandoverList = z.input<typeof handover>

/** 案件材料交接清单: what goes to the police once they have filed, for both sides to sign. */
export const handoverList = template(handover, (list) => ({
  title: `案件材料交接清单：${list.subject}`,
  organ: list.organ,
  datedOn: list.datedOn,
  sheets: [
    {
      blocks: [
        ...title(['案件材料交接清单']),
        right(list.transferNumber ? `随移送书${list.transferNumber}` : '', { size: sizes.xiaosi }),
        ...body(
          `${list.subject}，${list.receiver}已决定立案${list.filingNumber && `（${list.filingNumber}）`}。现将涉案物品和有关材料共${list.lines.length}项移交如下：`,
        ),
        listTable(
          [
            { title: '序号', share: 1.4, align: 'center' },
            { title: '物品、材料名称', share: 7 },
            { title: '数量', share: 2, align: 'center' },
            { title: '备注', share: 4 },
          ],
          list.lines.map(({ name, quantity, note }, index) => [`${index + 1}`, name, quantity, note]),
        ),
        emptyLine(),
        flush(`移交单位：${list.organ}`),
        flush(`移交人：${list.listedBy}　　　　　　　　（签名）`),
        flush(`移交日期：${chineseDate(list.datedOn)}`),
        emptyLine(),
        flush(`接收单位：${list.receiver}`),
        flush('接收人：　　　　　　　　　　（签名）'),
        flush('接收日期：　　　　年　　月　　日'),
        paragraph(`办理依据：${citation(basis('crimeTransferRules', '第十二条'))}`, {}, { size: sizes.wuhao }),
      ],
    },
  ],
}))
