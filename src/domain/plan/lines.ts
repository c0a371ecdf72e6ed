/** What a whole line is, told by its form alone. */

const agencyEnd = '(?:局|委|委员会|厅|院|部|办公室|办|政府|组|署|中心|公司|管委会|总队|支队)'
const agencyName = new RegExp(`^[\\u4e00-\\u9fa5（）()·]{2,32}${agencyEnd}$`)

/**
 * The agencies named by a line that holds nothing else, `[]` when it holds anything else. Names spread out by layout
 * (`福 建 省 公 安 厅`) are closed up.
 */
export function agenciesOnLine(line: string): { name: string; at: number; length: number }[] {
  const found: { name: string; at: number; length: number }[] = []
  const text = line.replace(/\s*文\s*件\s*$/, '')
  for (const chunk of text.matchAll(/\S+(?:\s\S+)*/g)) {
    const words = [...chunk[0].matchAll(/\S+/g)]
    const spreadOut = words.length > 1 && words.every((word) => word[0].length === 1)
    const names = spreadOut ? [{ text: chunk[0], at: chunk.index }] : words.map((word) => ({ text: word[0], at: chunk.index + word.index }))
    for (const name of names) found.push({ name: name.text.replace(/\s/g, ''), at: name.at, length: name.text.length })
  }
  return found.length > 0 && found.every((one) => agencyName.test(one.name) && !/^关于/.test(one.name)) ? found : []
}

const year = '(?:[0-9０-９]\\s*){4}|[〇零○Ｏ一二三四五六七八九]{4}'
const figure = '(?:[0-9０-９]\\s*){1,2}|[一二三四五六七八九十廿]{1,3}'

/** A full date such as `2024 年 5月 17日` or `二〇二四年五月十七日`. */
export const dateForm = `(?:${year})\\s*年\\s*(?:${figure})\\s*月\\s*(?:${figure})\\s*日`
const dateLine = new RegExp(`^[（(]?\\s*${dateForm}\\s*[)）]?$`)
export const isDateLine = (line: string) => dateLine.test(line.trim())

/** `济医保发〔2024〕9号` in any of the brackets in use, with blanks and leading noughts as they come. */
export const documentNumberForm =
  '([\\u4e00-\\u9fa5]{2,14})\\s*[〔\\[［(（【﹝]\\s*((?:[0-9０-９]\\s*){4})[〕\\]］)）】﹞]\\s*第?\\s*([0-9０-９]{1,5})\\s*号'
const documentNumberLine = new RegExp(`^${documentNumberForm}(?:\\s+签发人.*)?$`)
export const isDocumentNumberLine = (line: string) => documentNumberLine.test(line.trim())

/** The number as the house writes it: `济医保发〔2024〕9号`. */
export function canonicalDocumentNumber(match: RegExpMatchArray): string {
  const [, agency = '', digits = '', serial = ''] = match
  const plain = (text: string) => text.normalize('NFKC').replace(/\s/g, '')
  return `${agency}〔${plain(digits)}〕${Number(plain(serial))}号`
}

const titleEnd = /(?:通知|方案|举措|措施|意见|办法|计划|要点|通告|决定|公告|函)(?:[（(](?:试行|暂行|征求意见稿|草案)[）)])?$/
/** A title stands without sentence marks and ends in the kind of document it is. */
export const endsAsTitle = (line: string) =>
  titleEnd.test(line.trim()) && !/[。；：:！？]/.test(line) && !/^(?:现将|根据|按照|依据|为)/.test(line.trim())

/** Notes and furniture around the text: publicity marks, copies, printing line, contact persons, page addresses. */
export const isFurniture = (line: string) =>
  /^(?:[（(]?\s*(?:主动公开|依申请公开|不予公开|此件[^。]{0,12}公开[^。]{0,4}|公开发布)\s*[）)]?|文\s*件|信息公开类型.*|公开方式.*|抄送.*|主题词.*|https?:\/\/.*|[^。，]{0,20}联系(?:人|电话|方式)[：:].*|.{0,40}\s*印发)$/.test(
    line.trim(),
  )

export const isAnnexLine = (line: string) =>
  /^附\s*件\s*(?:[0-9０-９一二三四五六七八九十]{0,2})\s*[:：]?/.test(line) && !/^附件[^0-9０-９一二三四五六七八九十\s:：]/.test(line)
