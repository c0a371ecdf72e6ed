import type { VersionCause } from '#domain/referral/snapshot'

/** Words of what the other side of a referral sees, and of what it saw before. */
export const versionText = {
  title: '移送版本',
  count: (count: number) => `共 ${count} 版`,
  number: (seq: number) => `第 ${seq} 版`,
  causes: { delivered: '移送', supplied: '补充', withdrawn: '撤回' } satisfies Record<VersionCause, string>,
  newest: '最新',
  open: (seq: number) => `查看第 ${seq} 版全部内容`,
  supplied: (note: string) => `（补充：${note}）`,
  withdrawn: (reason: string) => `移送单位已撤回。理由：${reason}`,
  broken: '内容与该版的校验值不符，请立即联系移送单位和系统管理员。',
  shown: (seq: number, at: string) => `以下为第 ${seq} 版（${at}）的内容，移送单位此后的修改不影响您所见。`,
  intact: '内容与校验值一致（SHA-256 已核验）',
  taken: (at: string) => `移送单位已于 ${at} 撤回本次移送，请勿继续办理；此前各版内容仍可查看。`,
  preview: (seq: number) => `批准后对方看到的全部内容（第 ${seq} 版）`,
} as const
