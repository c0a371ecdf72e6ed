import { z } from 'zod'
import { formatYuan } from '#domain/kernel/money'
import { amountFen, civilDate, contact, letterParts, optionalText, prose, text } from '../fields'
import { attachmentList, letterhead, signed } from '../render/letterhead'
import { landscapeWidth } from '../render/page'
import { listTable } from '../render/table'
import { addressee, body, emptyLine, flush, fonts, title } from '../render/text'
import { draftMarkUnless, template } from '../template'
import { amountTwice, chineseDate } from '../wording'

const billResults = { genuine: '真票，信息一致', mismatch: '信息不一致', counterfeit: '伪造', notFound: '查无此票' } as const

const bill = z.strictObject({
  billCode: text,
  billNumber: text,
  checkCode: optionalText,
  payer: text,
  issuer: text,
  issuedOn: civilDate,
  amountFen,
  /** Filled on the answer. */
  result: z.enum(['genuine', 'mismatch', 'counterfeit', 'notFound']).nullable().default(null),
})

const input = z.strictObject({
  ...letterParts,
  reason: prose,
  bills: z.array(bill).min(1).max(2000),
  answerBy: civilDate,
  contact,
})
export type BillVerificationLetter = z.input<typeof input>

/** 医疗收费电子票据协助查验函 to the finance department, the bills listed on pages laid sideways. */
export const billVerificationLetter = template(input, (letter) => {
  const total = letter.bills.reduce((sum, { amountFen: amount }) => sum + amount, 0n)
  return {
    title: '关于协助查验医疗收费电子票据的函',
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
              ...title(['关于协助查验医疗收费', '电子票据的函']),
              emptyLine(),
              addressee([letter.addressee]),
              ...body(letter.reason),
              ...body(
                `现有医疗收费电子票据${letter.bills.length}张，票面金额合计${amountTwice(total)}，明细见附件。请协助查验票据真伪及票面信息，并于${chineseDate(letter.answerBy)}前将结果逐张填入附件后函复我局。`,
              ),
              ...body(`联系人：${letter.contact.name}，电话${letter.contact.telephone}。`),
              ...attachmentList(['医疗收费电子票据查验明细表']),
            ],
            [letter.organ],
            letter.datedOn,
          ),
        ],
      },
      {
        layout: 'landscape',
        blocks: [
          flush('附件', { font: fonts.heading }),
          ...title(['医疗收费电子票据查验明细表']),
          listTable(
            [
              { title: '序号', share: 2, align: 'center' },
              { title: '票据代码', share: 5 },
              { title: '票据号码', share: 6 },
              { title: '校验码', share: 5 },
              { title: '交款人', share: 4 },
              { title: '开票单位', share: 7 },
              { title: '开票日期', share: 6, align: 'center' },
              { title: '金额（元）', share: 5, align: 'right' },
              { title: '查验结果', share: 5 },
            ],
            [
              ...letter.bills.map((row, index) => [
                `${index + 1}`,
                row.billCode,
                row.billNumber,
                row.checkCode || '—',
                row.payer,
                row.issuer,
                row.issuedOn,
                formatYuan(row.amountFen),
                row.result === null ? '' : billResults[row.result],
              ]),
              ['', `合计${letter.bills.length}张`, '', '', '', '', '', formatYuan(total), ''],
            ],
            landscapeWidth,
          ),
        ],
      },
    ],
  }
})
