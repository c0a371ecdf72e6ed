import { z } from 'zod'
import { basis, citation } from '#domain/law/law'
import { amountFen, civilDate, contact, letterParts, officers, party, prose, text } from '../fields'
import { attachmentList, letterhead, signed } from '../render/letterhead'
import { formTable } from '../render/table'
import { addressee, body, emptyLine, heading, paragraph, right, sizes, title } from '../render/text'
import { draftMarkUnless, template } from '../template'
import { amountTwice, chineseDate, numbered } from '../wording'

const report = z.strictObject({
  organ: text,
  caseNumber: text,
  cause: text,
  source: prose,
  party,
  facts: prose,
  /** What was obtained by fraud, all of it together. */
  defraudedFen: amountFen,
  suspectedCrime: text,
  evidence: z.array(text).min(1).max(200),
  measures: prose,
  /** What the team of two or more officers proposes. */
  opinion: prose,
  officers,
  reportedOn: civilDate,
  /** The word of the head of the organ; of a refusal the reason, which goes into the file. */
  decision: z.strictObject({ approved: z.boolean(), reason: z.string().max(4000), name: text, on: civilDate }).nullable(),
})
export type TransferReport = z.input<typeof report>

const unsigned = '\n\n　　　　　　　　　　签名：　　　　　　　　年　　月　　日'

function wordOf(decision: z.output<typeof report>['decision']): string {
  if (!decision) return `□批准移送　　□不批准移送${unsigned}`
  const word = decision.approved ? '批准移送。' : `不批准移送。理由：${decision.reason}`
  return `${word}\n　　　　　　　　　　签名：${decision.name}　　${chineseDate(decision.on)}`
}

/** 移送涉嫌犯罪案件书面报告: of the team that verified the case to the head, who decides within three days. It stays in the file. */
export const transferReport = template(report, (form) => {
  const { party: subject, decision } = form
  const people = form.officers.map(({ name, certificateNumber }) => `${name}（执法证号${certificateNumber}）`).join('、')
  return {
    title: `移送涉嫌犯罪案件书面报告：${form.cause}`,
    organ: form.organ,
    datedOn: form.reportedOn,
    mark: draftMarkUnless(decision?.on ?? null),
    sheets: [
      {
        layout: 'form',
        blocks: [
          ...title(['移送涉嫌犯罪案件书面报告']),
          right(form.organ, { size: sizes.xiaosi }),
          formTable([
            {
              cells: [
                { label: '案由', value: form.cause },
                { label: '案号', value: form.caseNumber },
              ],
            },
            { cells: [{ label: '案件来源', value: form.source }] },
            {
              cells: [
                { label: '当事人', value: subject.name },
                { label: subject.identifier.kind, value: subject.identifier.number },
              ],
            },
            { cells: [{ label: '主要事实', value: form.facts }], minHeight: 1400 },
            {
              cells: [
                { label: '骗取金额\n（累计）', value: amountTwice(form.defraudedFen) },
                { label: '涉嫌罪名', value: form.suspectedCrime },
              ],
            },
            { cells: [{ label: '主要证据', value: form.evidence.map((line, place) => `${place + 1}. ${line}`).join('\n') }] },
            { cells: [{ label: '已采取\n的措施', value: form.measures }] },
            {
              cells: [
                { label: '专案组\n意见', value: `${form.opinion}\n专案组成员：${people}\n报告日期：${chineseDate(form.reportedOn)}` },
              ],
              minHeight: 1000,
            },
            { cells: [{ label: '负责人\n审批意见', value: wordOf(decision) }], minHeight: 1200 },
          ]),
          paragraph(
            `办理依据：${citation(basis('crimeTransferRules', '第五条'))}。负责人应当自接到报告之日起3日内作出批准移送或者不批准移送的决定；决定不批准的，应当将不予批准的理由记录在案。`,
            {},
            { size: sizes.wuhao },
          ),
        ],
      },
    ],
  }
})

const letter = z.strictObject({
  ...letterParts,
  subject: text,
  /** What is said of public officials, and of whom. */
  facts: prose,
  grounds: z.array(text).min(1),
  suggestion: prose,
  /** The matter that it came up in, where the sender names it. */
  matter: z.strictObject({ number: text, subject: text, behaviour: text }).nullable(),
  attachments: z.array(text).max(50),
  contact,
})
export type DisciplineLetter = z.input<typeof letter>

/** 问题线索移送函 to discipline inspection and supervision: of what public officials may have done, for those alone who handle it. */
export const disciplineLetter = template(letter, (given) => ({
  title: `关于移送${given.subject}问题线索的函`,
  organ: given.organ,
  datedOn: given.datedOn,
  mark: draftMarkUnless(given.documentNumber),
  sheets: [
    {
      blocks: [
        right('内部材料　注意保密'),
        ...signed(
          [
            ...letterhead({ organs: [given.organ], suffix: '', documentNumber: given.documentNumber }),
            emptyLine(),
            ...title([`关于移送${given.subject}`, '问题线索的函']),
            emptyLine(),
            addressee([given.addressee]),
            ...body('我局在医疗保障基金监督管理工作中，发现公职人员涉嫌违纪违法、职务犯罪的问题线索，依照规定移送，请依纪依法处理。'),
            heading(numbered(0, '反映的主要问题')),
            ...body(given.facts),
            ...(given.matter ? body(`涉及事项：${given.matter.number}，${given.matter.subject}，${given.matter.behaviour}。`) : []),
            heading(numbered(1, '移送依据')),
            ...body(`${[...new Set([citation(basis('crimeTransferRules', '第十九条')), ...given.grounds])].join('；')}。`),
            heading(numbered(2, '有关建议')),
            ...body(given.suggestion),
            heading(numbered(3, '保密和联系')),
            ...body(
              `本函及所附材料仅供承办人员办理使用，不得复制、摘抄、转送，不得向被反映人及无关人员透露。联系人：${given.contact.name}，电话${given.contact.telephone}。`,
            ),
            ...attachmentList(given.attachments),
          ],
          [given.organ],
          given.datedOn,
        ),
      ],
    },
  ],
}))
