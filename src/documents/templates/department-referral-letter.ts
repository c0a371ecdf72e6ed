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
  /** A case that comes back (反向移送), and no lead. What was stored before that was told apart has none. */
  handsBack: z.boolean().default(false),
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

/** What it is about, however it was put: the title says by itself that leads are transferred. */
const namedIn = (subject: string): string => subject.replace(/^关于(移送)?/u, '').replace(/的?(问题线索|线索|问题)?(移送)?(的?函)?$/u, '')

/** How an organ calls itself. */
const ownName = (organ: string) => (organ.endsWith('局') ? '我局' : organ.endsWith('院') ? '我院' : '我单位')

type Letter = z.output<typeof input>
const opening = ({ handsBack, leads, receiver, organ }: Letter): string =>
  handsBack
    ? `附件所列${leads.length}件事项，经${ownName(organ)}依法办理，需由你单位作出行政处理。现予移送，请依法处理。`
    : `在医保基金专项整治中，${ownName(organ)}发现${leads.length}条线索涉及${matterOf(receiver)}，属${departmentNames[receiver].short}部门职责。现予移送，请依法核查处理。`

/** 线索移送函 to another authority (卫生健康 etc.): what was found, why it is theirs, what is asked and by when. */
export const departmentReferralLetter = template(input, (letter) => {
  const named = namedIn(letter.subject)
  const lines = letter.handsBack ? [`关于移送${named || letter.subject}的函`] : [`关于移送${named}`, '问题线索的函']
  const [matter, table] = letter.handsBack ? ['事项', '移送事项明细表'] : ['线索', '移送线索明细表']
  return {
    title: lines.join(''),
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
              ...title(named === '' ? [lines.join('')] : lines),
              emptyLine(),
              addressee([letter.addressee]),
              ...body(opening(letter)),
              heading(numbered(0, '基本情况')),
              ...body(letter.facts),
              heading(numbered(1, '移送依据')),
              ...body(`${letter.grounds.join('；')}。`),
              heading(numbered(2, '有关建议')),
              ...body(letter.suggestion),
              heading(numbered(3, '反馈要求')),
              ...body(
                `请于${chineseDate(letter.answerBy)}前将核查处理结果函告${ownName(letter.organ)}。联系人：${letter.contact.name}，电话${letter.contact.telephone}。`,
              ),
              ...attachmentList([table, ...letter.attachments]),
            ],
            [letter.organ],
            letter.datedOn,
          ),
          ...(letter.copyTo.length > 0 ? colophon({ copies: letter.copyTo, printedBy: letter.organ, printedOn: letter.datedOn }) : []),
        ],
      },
      {
        blocks: [
          flush(letter.attachments.length > 0 ? '附件1' : '附件', { font: fonts.heading }),
          ...title([table]),
          listTable(
            [
              { title: '序号', share: 2, align: 'center' },
              { title: `${matter}编号`, share: 6 },
              { title: '机构（人员）', share: 6 },
              { title: '编码', share: 5 },
              { title: letter.handsBack ? '事由' : '问题', share: 8 },
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
  }
})
