import { z } from 'zod'
import { type Department, departmentNames, departments } from '#domain/department/department'
import { formatYuan } from '#domain/kernel/money'
import { amountFen, civilDate, contact, letterParts, optionalText, prose, text } from '../fields'
import { attachmentList, colophon, letterhead, signed } from '../render/letterhead'
import { listTable } from '../render/table'
import { addressee, body, emptyLine, flush, fonts, heading, title } from '../render/text'
import { draftMarkUnless, template } from '../template'
import { chineseDate, numbered } from '../wording'

const leadLine = z.strictObject({
  leadNumber: text,
  subject: text,
  identifier: optionalText,
  behaviour: text,
  amountFen: amountFen.nullable(),
})

const input = z.strictObject({
  ...letterParts,
  receiver: z.enum(departments),
  subject: text,
  facts: prose,
  /** The provisions that make it the receiver's matter. */
  grounds: z.array(text).min(1),
  suggestion: prose,
  answerBy: civilDate,
  leads: z.array(leadLine).min(1).max(1000),
  attachments: z.array(text).max(50),
  copyTo: z.array(text),
  contact,
})
export type DepartmentReferralLetter = z.input<typeof input>

/** What the receiving authority is asked to look at under its own law. */
const matters = {
  HC: '诊疗行为和执业规范',
  DA: '药品、医疗器械质量和来源',
  MR: '价格和经营行为',
  TX: '税收',
  FI: '财政票据和资金',
  AU: '审计监督',
  TM: '中医药服务',
  DI: '公职人员履职和廉洁',
} satisfies Partial<Record<Department, string>>

const matterOf = (receiver: Department): string => (receiver in matters ? matters[receiver as keyof typeof matters] : '你单位职责范围')

/** 线索移送函 to another authority (卫生健康 etc.): what was found, why it is theirs, what is asked and by when. */
export const departmentReferralLetter = template(input, (letter) => ({
  title: `关于移送${letter.subject}问题线索的函`,
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
            ...title([`关于移送${letter.subject}`, '问题线索的函']),
            emptyLine(),
            addressee([letter.addressee]),
            ...body(
              `在医保基金专项整治中，我局发现${letter.leads.length}条线索涉及${matterOf(letter.receiver)}，属${departmentNames[letter.receiver].short}部门职责。现予移送，请依法核查处理。`,
            ),
            heading(numbered(0, '基本情况')),
            ...body(letter.facts),
            heading(numbered(1, '移送依据')),
            ...body(`${letter.grounds.join('；')}。`),
            heading(numbered(2, '有关建议')),
            ...body(letter.suggestion),
            heading(numbered(3, '反馈要求')),
            ...body(
              `请于${chineseDate(letter.answerBy)}前将核查处理结果函告我局。联系人：${letter.contact.name}，电话${letter.contact.telephone}。`,
            ),
            ...attachmentList(['移送线索明细表', ...letter.attachments]),
          ],
          [letter.organ],
          letter.datedOn,
        ),
        ...(letter.copyTo.length > 0 ? colophon({ copies: letter.copyTo, printedBy: letter.organ, printedOn: letter.datedOn }) : []),
      ],
    },
    {
      blocks: [
        flush('附件1', { font: fonts.heading }),
        ...title(['移送线索明细表']),
        listTable(
          [
            { title: '序号', share: 2, align: 'center' },
            { title: '线索编号', share: 6 },
            { title: '机构（人员）', share: 6 },
            { title: '编码', share: 5 },
            { title: '问题', share: 8 },
            { title: '涉及金额（元）', share: 5, align: 'right' },
          ],
          letter.leads.map(({ leadNumber, subject, identifier, behaviour, amountFen: amount }, index) => [
            `${index + 1}`,
            leadNumber,
            subject,
            identifier || '—',
            behaviour,
            amount === null ? '—' : formatYuan(amount),
          ]),
        ),
      ],
    },
  ],
}))
