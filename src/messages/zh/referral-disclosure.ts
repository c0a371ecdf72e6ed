import type { DisclosurePart } from '#domain/referral/disclosure'

/** Words of what goes to the other side, and of choosing it. */
export const disclosureText = {
  title: '对方将看到的内容',
  lead: '对方只看到下列内容、移送文书和材料清单所列文件。批准的就是这些内容。',
  hash: (hash: string) => `内容校验值 ${hash.slice(0, 12)}`,
  overtaken: '批准以后内容有变动，现在不能移送。请退回修改，重新审批。',
  choose: '披露范围',
  save: '保存并重新预览',
  parts: {
    matter: '案件（线索）编号、当事人和案由',
    facts: '违法事实',
    articles: '所选事实的适用条款',
    amounts: '所选事实的金额',
  } satisfies Record<DisclosurePart, string>,
  factsLabel: '违法事实（行为和时间）',
  noFacts: '没有可以披露的违法事实。',
  matter: '事项',
  facts: '违法事实',
  materials: '材料',
  bills: '票据',
  none: '不披露',
  period: (from: string, to: string) => `${from} — ${to}`,
  amounts: (billed: string, irregular: string, loss: string) => `涉及 ${billed} 元，违规 ${irregular} 元，基金损失 ${loss} 元`,
  billCount: (count: number) => `${count} 张`,
} as const
