import type { BillResult } from '#domain/referral/kinds'

type Counts = Readonly<Record<BillResult, number>>
const named = ({ genuine, counterfeit, mismatch, notFound }: Counts): string =>
  [
    genuine > 0 && `真票且信息一致 ${genuine} 张`,
    counterfeit > 0 && `伪造 ${counterfeit} 张`,
    mismatch > 0 && `信息不一致 ${mismatch} 张`,
    notFound > 0 && `查无此票 ${notFound} 张`,
  ]
    .filter(Boolean)
    .join('，')

/** Words of the sheet of bills that goes out and comes back. */
export const billSheetText = {
  download: '下载查验表',
  title: '用查验表录入',
  steps: '下载后在“查验结果”一列选填，填好上传；没查完的留空，可以分几次传。',
  field: '填好的查验表',
  fieldHint: '.xlsx、.csv',
  submit: '录入查验表',
  done: (recorded: number, blank: number) => `已录入 ${recorded} 张票据的结果${blank > 0 ? `，另有 ${blank} 张还没有填` : ''}。`,
  sheetName: '票据查验',
  notesName: '填写说明',
  notes: [
    '一、每行一张票据。请勿改动票据代码和号码；黄色列由查验单位填写。没有查完的行留空即可，下次再传。',
    '二、“查验结果”从下拉列表选择：真票、伪造、信息不一致、查无此票。“说明”可以不填，最多500字。',
    '三、请勿使用公式。有一行填错或者不在清单中的，整份都不录入，并逐行说明原因，改好后重新上传。',
  ],
  fileName: (number: string) => `票据查验表-${number}.xlsx`,
  /** What the answer begins with: whoever gives it reads it over. */
  answer: (counts: Counts) => `经逐张查验，${named(counts)}，结果和说明见票据清单。`,
}
