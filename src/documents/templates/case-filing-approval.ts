import { z } from 'zod'
import { formatYuan } from '#domain/kernel/money'
import { basis, citation } from '#domain/law/law'
import { amounts, civilDate, documentNumber, officers, optionalText, party, prose, text } from '../fields'
import { formTable } from '../render/table'
import { paragraph, right, sizes, title } from '../render/text'
import { draftMarkUnless, template } from '../template'
import { chineseDate } from '../wording'

/** An opinion written on the form; blank for one to be written by hand. */
const opinion = z.strictObject({ text: prose, name: text, on: civilDate }).nullable()

const input = z.strictObject({
  organ: text,
  documentNumber: documentNumber.nullable(),
  cause: text,
  source: text,
  foundOn: civilDate,
  party,
  facts: prose,
  /** The articles the act is believed to break, cited in full. */
  articles: z.array(text).min(1),
  amounts,
  officers,
  handlerOpinion: prose,
  reviewerOpinion: opinion,
  approverOpinion: opinion,
  /** Last day of verification (核查期限), where it runs. */
  lastDay: civilDate.nullable(),
  remarks: optionalText,
  datedOn: civilDate,
})
export type CaseFilingApproval = z.input<typeof input>

const blank = '\n\n　　　　　　　　　　签名：　　　　　　　　年　　月　　日'
const signed = (value: z.output<typeof opinion>) =>
  value ? `${value.text}\n　　　　　　　　　　签名：${value.name}　　${chineseDate(value.on)}` : blank

/** 立案审批表 (D01): one page, filled from the lead's verification, approved by the head of the organ. */
export const caseFilingApproval = template(input, (form) => {
  const people = form.officers.map(({ name, certificateNumber }) => `${name}（执法证号${certificateNumber}）`).join('、')
  const { party: subject, amounts: money } = form
  return {
    title: `立案审批表：${form.cause}`,
    organ: form.organ,
    datedOn: form.datedOn,
    mark: draftMarkUnless(form.documentNumber),
    sheets: [
      {
        layout: 'form',
        blocks: [
          ...title(['立案审批表']),
          right(`编号：${form.documentNumber ?? '待编'}`, { size: sizes.xiaosi }),
          formTable([
            { cells: [{ label: '案由', value: form.cause }] },
            {
              cells: [
                { label: '案件来源', value: form.source },
                { label: '发现日期', value: chineseDate(form.foundOn) },
              ],
            },
            {
              cells: [
                { label: '当事人', value: subject.name },
                { label: subject.identifier.kind, value: subject.identifier.number },
              ],
            },
            {
              cells: [
                { label: '住所\n（地址）', value: subject.address || '—' },
                { label: '法定代表人\n（负责人）', value: subject.representative || '—' },
              ],
            },
            { cells: [{ label: '初步事实', value: form.facts }], minHeight: 1400 },
            { cells: [{ label: '涉嫌违反\n条款', value: form.articles.join('\n') }] },
            {
              cells: [
                {
                  label: '涉及金额',
                  value: `医疗费用${formatYuan(money.billedFen)}元；违规费用${formatYuan(money.irregularFen)}元；基金损失${formatYuan(money.fundLossFen)}元`,
                },
              ],
            },
            { cells: [{ label: '承办人意见', value: `${form.handlerOpinion}\n承办人：${people}` }], minHeight: 1000 },
            { cells: [{ label: '承办机构\n审核意见', value: signed(form.reviewerOpinion) }], minHeight: 1000 },
            { cells: [{ label: '负责人\n审批意见', value: signed(form.approverOpinion) }], minHeight: 1000 },
            {
              cells: [
                {
                  label: '备注',
                  value: [form.lastDay && `核查期限至${chineseDate(form.lastDay)}`, form.remarks].filter(Boolean).join('；') || '—',
                },
              ],
            },
          ]),
          paragraph(`办理依据：${citation(basis('penaltyProcedure', '第十四条'))}`, {}, { size: sizes.wuhao }),
        ],
      },
    ],
  }
})
