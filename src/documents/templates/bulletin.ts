import { z } from 'zod'
import { formatYuan } from '#domain/kernel/money'
import { amountFen, civilDate, letterParts, text } from '../fields'
import { attachmentList, colophon, letterhead, signed } from '../render/letterhead'
import { listTable } from '../render/table'
import { addressee, body, emptyLine, flush, fonts, heading, title } from '../render/text'
import { draftMarkUnless, template } from '../template'
import { chineseDate, numbered } from '../wording'

const figure = z.strictObject({ name: text, value: z.string().regex(/^\d{1,18}$/), unit: z.enum(['fen', 'count']), counted: z.string() })
const named = z.strictObject({ institution: text, findings: z.number().int().min(0), fundLossFen: amountFen, reason: text })

const input = z.strictObject({
  ...letterParts,
  subject: text,
  campaign: text,
  asOfOn: civilDate,
  figures: z.array(figure).min(1).max(20),
  situation: z.string().max(4000),
  requirement: z.string().min(1).max(4000),
  named: z.array(named).max(20),
})
export type Bulletin = z.input<typeof input>

const amount = ({ value, unit, counted }: z.output<typeof figure>) =>
  unit === 'fen' ? `${formatYuan(BigInt(value))}元` : `${value}${counted}`

/** 通报: how a campaign stands, to the institutions it is of. An institution is named only where somebody chose it, with the reason. */
export const bulletin = template(input, (paper) => ({
  title: paper.subject,
  organ: paper.organ,
  datedOn: paper.datedOn,
  mark: draftMarkUnless(paper.documentNumber),
  sheets: [
    {
      blocks: [
        ...signed(
          [
            ...letterhead({ organs: [paper.organ], suffix: '', documentNumber: paper.documentNumber }),
            emptyLine(),
            ...title([paper.subject]),
            emptyLine(),
            addressee([paper.addressee]),
            ...body(`现将${paper.campaign}自查自纠情况（截至${chineseDate(paper.asOfOn)}）通报如下。`),
            heading(numbered(0, '总体情况')),
            ...body(`${paper.figures.map((one) => `${one.name}${amount(one)}`).join('，')}。`),
            ...(paper.situation === '' ? [] : body(paper.situation)),
            ...(paper.named.length === 0
              ? []
              : [heading(numbered(1, '有关机构')), ...body(`经研究，对${paper.named.length}家机构予以通报，名单及原因见附件。`)]),
            heading(numbered(paper.named.length === 0 ? 1 : 2, '工作要求')),
            ...body(paper.requirement),
            ...(paper.named.length === 0 ? [] : attachmentList(['通报机构名单'])),
          ],
          [paper.organ],
          paper.datedOn,
        ),
        ...colophon({ copies: [], printedBy: paper.organ, printedOn: paper.datedOn }),
      ],
    },
    ...(paper.named.length === 0
      ? []
      : [
          {
            blocks: [
              flush('附件', { font: fonts.heading }),
              ...title(['通报机构名单']),
              listTable(
                [
                  { title: '序号', share: 2, align: 'center' as const },
                  { title: '机构名称', share: 8 },
                  { title: '问题条数', share: 3, align: 'right' as const },
                  { title: '基金损失（元）', share: 5, align: 'right' as const },
                  { title: '通报原因', share: 10 },
                ],
                paper.named.map((one, index) => [
                  `${index + 1}`,
                  one.institution,
                  `${one.findings}`,
                  formatYuan(one.fundLossFen),
                  one.reason,
                ]),
              ),
            ],
          },
        ]),
  ],
}))
