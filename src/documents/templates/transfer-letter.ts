import { z } from 'zod'
import { basis, citation } from '#domain/law/law'
import { amountFen, civilDate, letterParts, officers, optionalText, party, prose, text } from '../fields'
import { attachmentList, colophon, letterhead, signed } from '../render/letterhead'
import { listTable } from '../render/table'
import { addressee, body, emptyLine, flush, fonts, heading, right, title } from '../render/text'
import { draftMarkUnless, template } from '../template'
import { amountTwice, chineseDate, numbered, ofCase } from '../wording'

const material = z.strictObject({
  name: text,
  copies: z.int().min(1).max(999),
  pages: z.int().min(1).max(99_999).nullable(),
  remarks: optionalText,
})

const input = z.strictObject({
  ...letterParts,
  /** The procuratorate at the same level, which is sent a copy. */
  copyTo: z.array(text).min(1),
  caseNumber: text,
  cause: text,
  suspects: z.array(party).min(1).max(50),
  source: prose,
  facts: prose,
  defraudedFen: amountFen,
  suspectedCrime: text,
  /** Criminal and administrative provisions believed to apply, cited in full. */
  grounds: z.array(text).min(1),
  /** Measures already taken, such as refunds ordered or settlement suspended. */
  measures: prose,
  officers,
  approvedBy: text,
  approvedOn: civilDate,
  materials: z.array(material).min(1).max(200),
  contact: z.strictObject({ name: text, telephone: text }),
  /** Filled when the police sign; blank lines otherwise. */
  receipt: z.strictObject({ receivedBy: text, receivedOn: civilDate }).nullable(),
})
export type TransferLetter = z.input<typeof input>

/** 涉嫌犯罪案件移送书 with the list of materials (材料清单) and the receipt (回执). */
export const transferLetter = template(input, (letter) => {
  const suspects = letter.suspects.map(
    ({ name, identifier, address, representative }) =>
      `${name}，${identifier.kind}${identifier.number}${address && `，住所（地址）${address}`}${representative && `，负责人${representative}`}。`,
  )
  return {
    title: `涉嫌犯罪案件移送书：${letter.cause}`,
    organ: letter.organ,
    datedOn: letter.datedOn,
    mark: draftMarkUnless(letter.documentNumber),
    sheets: [
      {
        blocks: [
          ...signed(
            [
              ...letterhead({ organs: [letter.organ], suffix: '', documentNumber: letter.documentNumber }),
              emptyLine(),
              ...title(['涉嫌犯罪案件移送书']),
              emptyLine(),
              addressee([letter.addressee]),
              ...body(
                `我局办理的${ofCase(letter.cause)}（案件编号${letter.caseNumber}），经调查涉嫌犯罪。依据${citation(basis('crimeTransferRules', '第三条、第五条、第六条'))}，经我局负责人${letter.approvedBy}于${chineseDate(letter.approvedOn)}批准，现移送你局，请依法审查并书面告知是否立案。`,
              ),
              heading(numbered(0, '涉嫌单位和人员')),
              ...suspects.flatMap((line) => body(line)),
              heading(numbered(1, '案件来源')),
              ...body(letter.source),
              heading(numbered(2, '主要事实')),
              ...body(letter.facts),
              heading(numbered(3, '涉案金额')),
              ...body(`累计涉嫌骗取医疗保障基金${amountTwice(letter.defraudedFen)}。`),
              heading(numbered(4, '涉嫌罪名和依据')),
              ...body(`涉嫌${letter.suspectedCrime}。有关规定：${letter.grounds.join('；')}。`),
              heading(numbered(5, '已采取的措施')),
              ...body(letter.measures),
              heading(numbered(6, '承办人和联系方式')),
              ...body(
                `承办人：${letter.officers.map(({ name, certificateNumber }) => `${name}（执法证号${certificateNumber}）`).join('、')}。联系人：${letter.contact.name}，电话${letter.contact.telephone}。`,
              ),
              ...attachmentList(['移送材料清单', ...letter.materials.map(({ name }) => name)]),
            ],
            [letter.organ],
            letter.datedOn,
          ),
          ...colophon({ copies: letter.copyTo, printedBy: letter.organ, printedOn: letter.datedOn }),
        ],
      },
      { blocks: materialList(letter) },
      { blocks: receipt(letter) },
    ],
  }
})

function materialList({ documentNumber, materials }: z.output<typeof input>) {
  const copies = materials.reduce((sum, { copies }) => sum + copies, 0)
  const pages = materials.reduce((sum, { pages }) => sum + (pages ?? 0), 0)
  return [
    flush('附件1', { font: fonts.heading }),
    ...title(['移送材料清单']),
    right(`随移送书${documentNumber ?? '（文号待编）'}`),
    listTable(
      [
        { title: '序号', share: 1, align: 'center' },
        { title: '材料名称', share: 6 },
        { title: '份数', share: 1, align: 'center' },
        { title: '页数', share: 1, align: 'center' },
        { title: '备注', share: 3 },
      ],
      [
        ...materials.map(({ name, copies, pages, remarks }, index) => [
          `${index + 1}`,
          name,
          `${copies}`,
          pages === null ? '—' : `${pages}`,
          remarks,
        ]),
        ['', '合计', `${copies}`, `${pages}`, ''],
      ],
    ),
    emptyLine(),
    flush('移送人（签名）：　　　　　　　　接收人（签名）：'),
    flush('　　　　年　　月　　日　　　　　　　　年　　月　　日'),
  ]
}

function receipt({ organ, documentNumber, cause, addressee: police, materials, receipt: signed }: z.output<typeof input>) {
  return [
    ...title(['涉嫌犯罪案件移送书', '（回执）']),
    emptyLine(),
    addressee([organ]),
    ...body(
      `你局${documentNumber ?? '（文号待编）'}涉嫌犯罪案件移送书及所附材料${materials.length}项收悉，案由：${cause}。我局将依法审查，自接受之日起三日内决定是否立案，并书面通知你局。`,
    ),
    emptyLine(),
    right(police),
    right(signed ? `接收人：${signed.receivedBy}` : '接收人（签名）：　　　　　　　　'),
    right(signed ? chineseDate(signed.receivedOn) : '　　　　年　　月　　日'),
  ]
}
