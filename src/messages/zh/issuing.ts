import type { IssueTrouble } from '#domain/screening/issuing'

const figure = (count: number) => count.toLocaleString('zh-CN')

/** Why the rest of an act was not issued, and what to do about it. */
const troubles: Readonly<Record<string, string>> = {
  notFound: '经办人的岗位或专项有变动，已不能继续下发',
  keepsAway: '经办人已对其余疑点所涉机构回避',
  rowsNotGiven: '取不出疑点所依据的数据行，请稍后再次下发，仍不成功的请联系系统管理员',
  storageFull: '服务器空间不足，请联系系统管理员',
} satisfies Partial<Record<IssueTrouble, string>>

export const issuingText = {
  title: '下发记录',
  asked: (count: number) => `已安排下发 ${figure(count)} 条，逐批生成线索和证据行，进度见“下发记录”。`,
  act: ({ by, on, codes }: { by: string; on: string; codes: readonly string[] }) => `${on} ${by} 下发（${codes.join('、')}）`,
  working: (issued: number, all: number) => `下发：${figure(issued)}/${figure(all)} 条`,
  issued: (count: number) => `已下发 ${figure(count)} 条，批次 `,
  stopped: (left: number, trouble: string | null) =>
    `其余 ${figure(left)} 条没有下发，恢复为待处理：${troubles[trouble ?? ''] ?? '系统中断，请再次下发，仍不成功的请联系系统管理员'}。`,
} as const
