import { type RefusalCode, refusalCodes } from '#domain/kernel/result'
import type { AnswerProblem, AnswerProblemCode } from '#domain/lead/answers/answer'
import { answerHeadings, verifiedWords } from '#domain/lead/answers/columns'
import { refusalText } from './refusals'

type Detail = NonNullable<AnswerProblem['detail']>
const said = (detail: Detail, key: string) => {
  const value = detail[key]
  return typeof value === 'object' ? value.join('、') : String(value ?? '')
}

const reasons = {
  formula: () => '是公式，请改为直接填写内容',
  faultyCell: () => '是错误值（如 #N/A），请改为直接填写内容',
  unfitText: () => '含有无法保存的字符，请重新输入',
  numberMissing: () => '没有填，请从下载的工作簿里恢复',
  versionWrong: () => '不是下载时的版本号，请从下载的工作簿里恢复',
  conclusionMissing: () => `没有填，请从列表中选择：${verifiedWords.join('、')}`,
  conclusionUnknown: (detail) => `“${said(detail, 'value')}”不是可选的结论，请从列表中选择：${verifiedWords.join('、')}`,
  amountUnread: (detail) => `“${said(detail, 'value')}”不是可以识别的金额，请填写以元为单位的数字，最多两位小数`,
  fraudUnknown: (detail) => `“${said(detail, 'value')}”不明确，请填“是”或“否”`,
  countUnread: (detail) => `“${said(detail, 'value')}”不是人次数，请填写整数`,
  methodMissing: () => '没有填，请写明怎样核查的',
  tooLong: (detail) => `超过 ${said(detail, 'limit')} 字，请精简`,
  tooManyFiles: (detail) => `超过 ${said(detail, 'limit')} 个文件，请合并后再写`,
  sameRow: (detail) => `与第 ${said(detail, 'row')} 行是同一条线索，请只留一行`,
  fileMissing: (detail) => `没有随工作簿上传：${said(detail, 'names')}，请核对文件名或一并上传`,
  fileTwice: (detail) => `上传了两份同名文件：${said(detail, 'names')}，请改名后重新上传`,
  fileTaken: (detail) => `已用于其他事项：${said(detail, 'names')}。请另选未用过的文件，与工作簿一起重新上传`,
  othersLead: (detail) => `这条线索由${said(detail, 'handler')}核查，请由其本人提交`,
} satisfies Record<AnswerProblemCode, (detail: Detail) => string>

const isRefusal = (code: string): code is RefusalCode => (refusalCodes as readonly string[]).includes(code)
/** What an answer by workbook is told otherwise than a page: there is no page in front of the person. */
const onSheet: Partial<Record<RefusalCode, string>> = {
  notFound: '没有这条线索，或者它不由您核查。请核对编号，或重新下载工作簿。',
  changedMeanwhile: '这条线索在下载之后已有变动。请打开线索查看，再重新下载工作簿填写。',
  wrongState: '这条线索已经提交、办结或退回，不在核查中，不用再填。',
}

/** Why a row came back, with the column that has to be put right. */
export function answerReason({ field, code, detail = {} }: AnswerProblem): string {
  const sentence = isRefusal(code) ? (onSheet[code] ?? refusalText({ code, detail })) : `${reasons[code](detail)}。`
  return `“${answerHeadings[field]}”：${sentence}`
}
