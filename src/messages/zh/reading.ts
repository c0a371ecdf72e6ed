import type { TableFailureCode } from '#domain/table/failure'

type Detail = Readonly<Record<string, string | number>>

/** What a file turns out to be, in the words of the person who chose it. */
const kindNames: Record<string, string> = {
  xlsx: 'Excel 工作簿（.xlsx）',
  docx: 'Word 文档（.docx）',
  pdf: 'PDF 文档',
  text: '纯文本',
  html: '网页表格',
  xlsm: '带宏的工作簿',
  docm: '带宏的文档',
  xlsb: '二进制工作簿（.xlsb）',
  ods: 'OpenDocument 表格（.ods）',
  odt: 'OpenDocument 文档（.odt）',
  pptx: '演示文稿',
  zip: '压缩包',
  xls: '旧版 Excel 工作簿（.xls）',
  doc: '旧版 Word 文档（.doc）',
  ole: '旧版办公文件',
  spreadsheetXml: 'XML 电子表格 2003',
  webArchive: '单个文件网页（.mht）',
  svg: 'SVG 图形',
  xml: 'XML 文件',
  rtf: 'RTF 文档',
  executable: '可执行文件',
  script: '脚本文件',
  image: '图片',
  media: '音视频文件',
  compressed: '压缩文件',
  binary: '无法识别的二进制文件',
}

const acceptedNames: Record<string, string> = { xlsx: '.xlsx', docx: '.docx', pdf: '.pdf', text: '.csv 或 .txt', html: '网页表格' }

const activeNames: Record<string, string> = {
  macro: '宏',
  externalLink: '指向其他工作簿的外部链接',
  connection: '数据连接',
  embedded: '嵌入的对象',
}

const kindName = (kind: string | number | undefined) => kindNames[String(kind)] ?? '未知类型'
const accepts = (detail: Detail) =>
  String(detail.accepted ?? '')
    .split(' ')
    .map((kind) => acceptedNames[kind] ?? kind)
    .join('、')
const where = (detail: Detail) => (detail.sheet ? `工作表“${detail.sheet}”` : '文件')

/** One sentence per reason why a file is not read: what is wrong, where, and what to do about it. */
const sentences = {
  'E-FILE-01': (detail) => `文件内容不是可以读取的类型（检测为${kindName(detail.detected)}），请上传 ${accepts(detail)} 文件。`,
  'E-FILE-02': () => '文件为空，没有任何内容，请检查后重新导出再上传。',
  'E-FILE-03': () => '文件不完整或已损坏（可能传输中断），请重新导出后上传。',
  'E-FILE-04': ({ limitMegabytes }) => `文件解压后超过上限 ${limitMegabytes}MB，已停止读取，请删去多余内容或拆分后上传。`,
  'E-FILE-05': ({ entries, limit, entry }) =>
    entries
      ? `压缩包内条目过多（${entries} 个，上限 ${limit} 个），请用 Excel 或 WPS 另存后上传。`
      : `压缩包内还有压缩包（${entry}），请解开后上传其中的文件。`,
  'E-FILE-06': ({ entry }) => `压缩包内含非法路径（${entry}），文件已拒收，请用 Excel 或 WPS 重新另存后上传。`,
  'E-FILE-07': () => '文件中检出恶意代码，文件已隔离，请在本机查杀病毒后重新制作。',
  'E-FILE-08': ({ content }) =>
    `文件中含有${activeNames[String(content)] ?? '活动内容'}，为安全起见不予读取，请将内容以“数值”粘贴到新的空白工作簿，存为 .xlsx 后上传。`,
  'E-FILE-09': () => '文件设有打开密码，无法读取，请取消密码后重新保存并上传。',
  'E-FILE-10': (detail) => `文件是${kindName(detail.detected)}，请用 Excel 或 WPS 打开后另存为 ${accepts(detail)} 再上传。`,
  'E-FILE-11': ({ limitMegabytes }) => `文件超过单个上传上限 ${limitMegabytes}MB，请拆分后分次上传。`,
  'E-FILE-12': ({ part }) => `文件内部结构不正确（${part ?? '结构'}），请用 Excel 或 WPS 打开后另存再上传。`,
  'E-FILE-13': ({ seconds, megabytes }) =>
    seconds
      ? `文件太大或结构太复杂，${seconds} 秒内没有读完。请拆成几个较小的文件再上传；是清单的，也可另存为 CSV。`
      : `文件太大或结构太复杂，读取所需的内存超过上限 ${megabytes}MB。请拆成几个较小的文件再上传；是清单的，也可另存为 CSV。`,
  'E-FILE-14': () => '检查这个文件时读取程序意外中止，文件没有收下。请用 Excel、WPS 或原软件打开后另存再上传；仍不行请联系系统管理员。',
  'E-FILE-15': ({ own, seconds }) =>
    own
      ? `您已有 ${own} 个文件在等待检查，这一个没有收下，请等前面的收下后再上传。`
      : seconds
        ? `等了 ${seconds} 秒还没有轮到检查这个文件，系统正忙，文件没有收下，请过一两分钟再上传。`
        : '同时上传的文件太多，系统正忙，文件没有收下，请过一两分钟再上传。',
  'E-ENC-01': ({ row }) => `第 ${row} 行起文字编码损坏，无法还原，请以 UTF-8 或 GB18030 编码重新导出后上传。`,
  'E-IMP-01': (detail) => `${where(detail)}第 ${detail.row ?? 1} 行的列数超过上限 ${detail.limit} 列，请删去多余的列后上传。`,
  'E-IMP-02': ({ limit }) => `数据超过单次 ${Number(limit).toLocaleString('en-US')} 行的上限，请拆分成几个文件分次上传。`,
  'E-IMP-03': ({ row }) => `第 ${row} 行过长，不像表格中的一行，请检查换行和引号后重新导出。`,
  'E-IMP-04': (detail) =>
    `${where(detail)}的表头有合并单元格，无法辨认各列（第 ${detail.row} 行），请把表头改为一行后上传，或用列对应关系指定。`,
  'E-IMP-05': (detail) =>
    `${where(detail)}的表头（第 ${detail.row} 行）缺少“${detail.missing}”列${detail.near ? `；是否指“${detail.near}”？` : '，'}请补上该列，或用列对应关系指定。`,
  'E-IMP-08': (detail) => `${where(detail)}中没有找到表头，请确认前 30 行内有一行是列名（至少有“${detail.missing}”）。`,
  'E-IMP-09': (detail) =>
    detail.field
      ? `列对应关系有误：没有名为“${detail.field}”的字段，可用的字段有 ${detail.fields}。`
      : `列对应关系有误：表头中没有“${detail.column}”这一列，请核对列名后重试。`,
  'E-PDF-01': ({ pages }) => `这份 PDF 共 ${pages} 页，都是图片，没有可以读取的文字，请上传由文字处理软件导出的 PDF、Word 文档或文本。`,
  'E-PDF-02': ({ pages, limit }) => `PDF 有 ${pages} 页，超过上限 ${limit} 页，请只保留方案正文和附件后上传。`,
  'E-DOC-01': ({ limit }) => `文档文字超过 ${limit} 字的上限，不像一份公文，请只保留方案正文和附件后上传。`,
} satisfies Record<TableFailureCode, (detail: Detail) => string> & Record<string, (detail: Detail) => string>

export type ReadingSentenceCode = keyof typeof sentences

export const readingText = ({ code, detail }: { code: ReadingSentenceCode; detail: Detail }): string => sentences[code](detail)

export const isReadingSentence = (code: string): code is ReadingSentenceCode => Object.hasOwn(sentences, code)
