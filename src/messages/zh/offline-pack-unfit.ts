import type { PackUnfit } from '#domain/self-inspection/pack/read-pack'

type Detail = Readonly<Record<string, unknown>>
const again = '请在填报首页重新下载离线填报包，把内容复制过去后再上传。'

/** What is wrong with a workbook that is not the pack that was handed out. */
const sentences = {
  notAPack: () => '这不是本系统下载的离线填报包（没有找到包的标识）。请上传从填报首页下载、填好的 .xlsx 文件。',
  otherInstallation: () => `这个离线填报包不是本系统签发的（来自另一套系统，或签名密钥已更换），没有读入。${again}`,
  tampered: () => `离线填报包的签名不符，包的标识被改动过，没有读入。${again}`,
  sheetMissing: ({ sheet }) => `离线填报包里缺少工作表“${String(sheet)}”，没有读入。请恢复该工作表，或重新下载。`,
  headingsChanged: ({ sheet, heading }) => `工作表“${String(sheet)}”的表头被改动（找不到“${String(heading)}”列），没有读入。${again}`,
  rowUnknown: ({ sheet, row }) => `工作表“${String(sheet)}”第 ${String(row)} 行不是离线包原有的行，没有读入。请删去该行，改填在补充行里。`,
  rowTwice: ({ sheet, row }) =>
    `工作表“${String(sheet)}”第 ${String(row)} 行与前面某行重复（整行复制），没有读入。请删去该行，改填在补充行里。`,
  rowsMissing: ({ sheet, count }) => `工作表“${String(sheet)}”少了 ${String(count)} 行，没有读入。${again}`,
  codeChanged: ({ sheet, row }) => `工作表“${String(sheet)}”第 ${String(row)} 行的条目编号被改动，没有读入。请恢复原编号，或重新下载。`,
  otherInstitution: ({ name }) => `这是“${String(name)}”的离线填报包，不是本机构的，没有读入。请核对文件。`,
  otherFiling: ({ number }) => `这是另一次自查（${String(number)}）的离线填报包，没有读入。请到那一次自查的填报首页上传。`,
  otherList: ({ list, version }) =>
    `离线填报包用的是旧的问题清单（${String(list)} 第 ${String(version)} 版），清单已更换，没有读入。${again}`,
} satisfies Record<PackUnfit, (detail: Detail) => string>

const isWhy = (why: unknown): why is PackUnfit => typeof why === 'string' && why in sentences

export const packUnfitSentence = (detail: Detail): string => (isWhy(detail.why) ? sentences[detail.why](detail) : sentences.notAPack())
