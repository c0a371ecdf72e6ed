/** Something a person should look at before the list is imported. `rows` are those concerned, of `sheet`. */
export type ListWarning = { code: string; message: string; rows: number[]; sheet?: string }

type Detail = Readonly<Record<string, string | number>>

const NAMED_ROWS = 10

const readAll = ({ left }: Detail) => (left ? '，已按要求略过' : '，已一并读取，请确认是否有效')

/** What is said of the rows of one sheet. `rows` is the list of them in words. */
const sentences = {
  'W-SHEET-01': ({ why }) => `工作表未读取：${why}`,
  'W-SHEET-02': (detail) => `工作表是隐藏的${readAll(detail)}。`,
  'W-ROW-01': (detail, rows) => `${rows}是隐藏行${readAll(detail)}。`,
  'W-ROW-02': (detail, rows) => `${rows}被筛选隐藏${readAll(detail)}。`,
  'W-ROW-03': (detail, rows) => `${rows}带删除线${readAll(detail)}。`,
  'W-ROW-04': (_, rows) => `${rows}有个别单元格带删除线，已照常读取，请确认。`,
  'W-ROW-05': (_, rows) => `${rows}是说明或签字行，不作为数据。`,
  'W-ROW-06': (_, rows) => `${rows}重复了表头，不作为数据。`,
  'W-EMPTY-01': () => '只有表头，没有数据行。',
  'W-COL-01': ({ columns }) => `以下列没有对应的字段，内容原样保留在附加信息中：${columns}。`,
  'W-COL-03': ({ columns, field, taken }) =>
    `“${columns}”与“${taken}”都像“${field}”，已取“${taken}”，其余保留在附加信息中；如不对请指定列对应关系。`,
  'W-COL-04': ({ columns }) => `以下列有内容但没有列名，内容保留在附加信息中：${columns}。`,
  'W-COL-05': ({ columns }) => `${columns} 列是隐藏的，已一并读取。`,
  'W-IMP-05': ({ missing, near }) => `缺少“${missing}”列；是否指“${near}”？如是，请改正列名或指定列对应关系。`,
  'W-FAR-01': ({ cells, count }) => (count ? `表格范围以外的单元格（${cells}）没有对应的列，已忽略。` : '远端空白单元格已忽略。'),
  'W-MRG-01': (_, rows) => `${rows}在合并单元格内，已取合并区域左上角的内容。`,
  'W-MRG-02': (_, rows) => `${rows}的“金额”在合并单元格内，金额只计在首行，请确认。`,
  'W-FRM-01': ({ columns }, rows) => `${rows}的“${columns}”是公式，已按公式文字保留，未采用计算结果。`,
  'W-ID-01': (_, rows) => `${rows}身份证号中的县级区划（第 3 至 6 位）不在区划代码表中，请核对。`,
  'W-ID-03': (_, rows) => `${rows}的证件类型没有已知的号码格式，号码未作校验。`,
  'W-INS-01': (_, rows) => `${rows}的统一社会信用代码校验位不符，请核对；已照原样保留。`,
  'W-CON-01': ({ columns }, rows) => `同一证件号对应不同姓名（${columns}）：${rows}，请核对。`,
  'W-CON-02': ({ columns }, rows) => `同一机构编码对应不同机构名称（${columns}）：${rows}，请核对。`,
  'W-CON-03': ({ columns }, rows) => `同一线索编号（${columns}）出现在内容不同的行：${rows}，请核对。`,
  'W-DAT-03': ({ columns }, rows) => `${rows}的日期先后矛盾（${columns}），请核对。`,
  'W-DAT-04': (_, rows) => `${rows}的结算日期在今天之后，请核对。`,
  'W-DAT-05': (_, rows) => `${rows}的结算日期早于身份证号中的出生日期，请核对。`,
  'W-DUP-01': (_, rows) => `${rows}与前面的行完全重复，请选择是否保留。`,
  'W-DUP-03': (_, rows) => `${rows}除线索编号外与前面的行相同，请确认是否重复下发。`,
  'W-SUM-01': ({ columns, stated, computed }, rows) =>
    `${rows}合计的“${columns}”为 ${stated} 元，各行相加为 ${computed} 元，两者不符，请核对。`,
  'W-SUM-02': (_, rows) => `${rows}的合计是公式，所列合计数取自文件保存时的显示值。`,
  'W-SUM-03': (_, rows) => `${rows}的合计不是可读的数（例如公式没有保存结果），未能核对。`,
  'W-AMT-04': ({ columns, times }, rows) => `${rows}“${columns}”的金额合计与控制数相差 ${times} 倍，请确认单位。`,
  'W-AMT-05': ({ unit }) => `表头上方注明“单位：${unit}”，金额已按${unit}折算。`,
} satisfies Record<string, (detail: Detail, rows: string) => string>

export type WarningCode = keyof typeof sentences

type Entry = { code: WarningCode; sheet: string; rows: number[]; detail: Detail }

/** Gathers warnings: those with the same code, sheet and detail become one, with all their rows. */
export function warningBook(namesSheets: boolean) {
  const entries = new Map<string, Entry>()

  return {
    add(code: WarningCode, sheet: string, rows: readonly number[] = [], detail: Detail = {}) {
      const key = `${code}\n${sheet}\n${JSON.stringify(detail)}`
      const entry = entries.get(key) ?? { code, sheet, rows: [], detail }
      for (const row of rows) entry.rows.push(row)
      entries.set(key, entry)
    },
    list: (): ListWarning[] =>
      [...entries.values()].map(({ code, sheet, rows, detail }) => {
        const where = namesSheets && sheet !== '' ? `工作表“${sheet}”：` : ''
        return { code, message: where + sentences[code](detail, rowsInWords(rows)), rows, ...(sheet === '' ? {} : { sheet }) }
      }),
  }
}
export type WarningBook = ReturnType<typeof warningBook>

/** 第 3、5 行; past ten, 等 n 行. */
export function rowsInWords(rows: readonly number[]): string {
  const named = rows.slice(0, NAMED_ROWS).join('、')
  return rows.length > NAMED_ROWS ? `第 ${named} 行等 ${rows.length} 行` : `第 ${named} 行`
}
