/** Everything for which one row of a list is sent back. The code is stable; the sentence says what and how to mend it. */
const sentences = {
  'E-REQ-01': '没有填写，此项必填，请补填',
  'E-REQ-02': '机构编码和机构名称都没有填写，请至少填写一项',
  'E-ENC-01': '编码损坏，无法还原，请按原件重填或重新导出',
  'E-CHR-01': '含不可见控制字符，请删除后重填',
  'E-CHR-02': '含无法保存的半个字符，请删除后重填',
  'E-IMP-06': '单元格为公式，请粘贴为数值后重报',
  'E-IMP-07': '引号不成对，无法确定各列的内容，请检查该行的引号',
  'E-IMP-10': '单元格是错误值（如 #N/A），请改为实际内容',
  'E-LEN-01': '文字过长，请精简后重填',
  'E-NUM-01': '号码被存为数字，末位已丢失，无法还原，请设为文本重填',
  'E-ID-01': '身份证号被存为数字，末位已丢失，无法还原，请设为文本重填',
  'E-ID-02': '校验位不符，请核对证件后重填',
  'E-ID-03': '其中的出生日期不存在，请核对证件后重填',
  'E-ID-04': '其中的出生日期在今天之后，请核对证件后重填',
  'E-ID-05': '前两位不是有效的省级区划，请核对证件后重填',
  'E-ID-06': '不是 18 位或 15 位身份证号，请核对证件；如为其他证件，请填写证件类型',
  'E-ID-07': '与所填证件类型的号码格式不符，请核对证件类型和号码',
  'E-DAT-01': '是 1900-02-29，这一天不存在，请按原件重填日期',
  'E-DAT-02': '不是有效日期，请按“2024-05-17”的格式重填',
  'E-DAT-03': '只有年份或年月，请补全到日',
  'E-AMT-01': '是负数，此列不能为负，冲减请另列“冲减”列说明',
  'E-AMT-02': '超过单笔上限 100 亿元，请核对金额和单位',
  'E-AMT-03': '小数位数超过分，最多两位小数（元），请核对',
  'E-AMT-05': '不是可以识别的金额，请用阿拉伯数字按元填写，如 1234.50',
  'E-AMT-06': '单元格格式带“万”等单位，看到的数与存的数不同，请设为常规格式并按元填写',
  'E-DUP-01': '与前面的编号重复，同一清单中编号不能重复，请改正编号',
} as const

export type RowProblem = keyof typeof sentences
export const rowProblems = Object.keys(sentences) as readonly RowProblem[]

/** 第37行“姓名”编码损坏，…。 */
export const problemReason = (code: RowProblem, row: number, column: string): string => `第${row}行“${column}”${sentences[code]}。`
