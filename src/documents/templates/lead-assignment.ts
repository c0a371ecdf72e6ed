import { z } from 'zod'
import { formatYuan } from '#domain/kernel/money'
import { amountFen, civilDate, contact, letterParts, optionalText, prose, text } from '../fields'
import { attachmentList, letterhead, signed } from '../render/letterhead'
import { landscapeWidth } from '../render/page'
import { listTable } from '../render/table'
import { addressee, body, emptyLine, flush, fonts, title } from '../render/text'
import { draftMarkUnless, template } from '../template'
import { chineseDate } from '../wording'

const assignedLead = z.strictObject({
  leadNumber: text,
  institution: text,
  institutionCode: optionalText,
  behaviour: text,
  period: optionalText,
  amountFen: amountFen.nullable(),
})

const input = z.strictObject({
  ...letterParts,
  batch: text,
  source: text,
  requirement: prose,
  answerBy: civilDate,
  leads: z.array(assignedLead).min(1).max(5000),
  contact,
})
export type LeadAssignment = z.input<typeof input>

/** 线索交办单: a batch of leads handed down, with what is asked, by when, and the list. */
export const leadAssignment = template(input, (assignment) => {
  const total = assignment.leads.reduce((sum, { amountFen: amount }) => sum + (amount ?? 0n), 0n)
  return {
    title: `线索交办单：${assignment.batch}`,
    organ: assignment.organ,
    datedOn: assignment.datedOn,
    mark: draftMarkUnless(assignment.documentNumber),
    sheets: [
      {
        blocks: [
          ...signed(
            [
              ...letterhead({ organs: [assignment.organ], suffix: '', documentNumber: assignment.documentNumber }),
              emptyLine(),
              ...title(['线索交办单']),
              emptyLine(),
              addressee([assignment.addressee]),
              ...body(
                `现将${assignment.source}（批次${assignment.batch}）中涉及你地的疑点线索${assignment.leads.length}条交你单位核查，疑点金额合计${formatYuan(total)}元，明细见附件。`,
              ),
              ...body(assignment.requirement),
              ...body(
                `请逐条核查、逐条写明结论（属实、部分属实、不属实、无法核实）并附佐证材料，于${chineseDate(assignment.answerBy)}前反馈。联系人：${assignment.contact.name}，电话${assignment.contact.telephone}。`,
              ),
              ...attachmentList(['交办线索明细表']),
            ],
            [assignment.organ],
            assignment.datedOn,
          ),
        ],
      },
      {
        layout: 'landscape',
        blocks: [
          flush('附件', { font: fonts.heading }),
          ...title(['交办线索明细表']),
          listTable(
            [
              { title: '序号', share: 2, align: 'center' },
              { title: '线索编号', share: 6 },
              { title: '机构名称', share: 8 },
              { title: '机构编码', share: 5 },
              { title: '疑点', share: 10 },
              { title: '涉及期间', share: 6 },
              { title: '疑点金额（元）', share: 5, align: 'right' },
            ],
            assignment.leads.map((lead, index) => [
              `${index + 1}`,
              lead.leadNumber,
              lead.institution,
              lead.institutionCode || '—',
              lead.behaviour,
              lead.period || '—',
              lead.amountFen === null ? '—' : formatYuan(lead.amountFen),
            ]),
            landscapeWidth,
          ),
        ],
      },
    ],
  }
})
