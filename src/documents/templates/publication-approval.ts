import { z } from 'zod'
import { basis, citation } from '#domain/law/law'
import { civilDate, optionalText, prose, text } from '../fields'
import { listTable } from '../render/table'
import { body, emptyLine, flush, heading, sizes, title } from '../render/text'
import { template } from '../template'
import { chineseDate } from '../wording'

const input = z.strictObject({
  organ: text,
  datedOn: civilDate,
  caseNumber: text,
  partyName: text,
  decisionNumber: optionalText,
  decidedOn: civilDate.nullable(),
  /** As it goes out: it names nobody. */
  text: prose,
  draftedBy: text,
  draftedOn: civilDate,
  approvedBy: text,
  opinion: optionalText,
})
export type PublicationApproval = z.input<typeof input>

/** 行政处罚信息公开审批表, with the text that goes out. */
export const publicationApproval = template(input, (paper) => ({
  title: `行政处罚信息公开审批表：${paper.partyName}`,
  organ: paper.organ,
  datedOn: paper.datedOn,
  sheets: [
    {
      blocks: [
        ...title(['行政处罚信息公开审批表']),
        emptyLine(),
        listTable(
          [
            { title: '事项', share: 3, align: 'center' },
            { title: '内容', share: 10 },
          ],
          [
            ['案件编号', paper.caseNumber],
            ['当事人', paper.partyName],
            ['决定书文号', paper.decisionNumber || '—'],
            ['决定日期', paper.decidedOn ? chineseDate(paper.decidedOn) : '—'],
            ['拟稿人', `${paper.draftedBy}　${chineseDate(paper.draftedOn)}`],
            ['审批意见', `${paper.opinion || '同意公开。'}　${paper.approvedBy}　${chineseDate(paper.datedOn)}`],
          ],
        ),
        heading('公开文本（已隐去自然人信息）'),
        ...body(paper.text),
        emptyLine(),
        flush(`依据：${citation(basis('administrativePenaltyLaw', '第四十八条'))}；公开时限依行政执法公示要求（未核实）。`, {
          size: sizes.wuhao,
        }),
        flush(paper.organ),
      ],
    },
  ],
}))
