type Entry = { subjectType?: string; subjectId?: string; seq?: number; at?: string; action?: string; anchor?: number }

const named = ({ subjectType, subjectId, seq, at, action }: Entry) =>
  `${subjectType} ${subjectId} 的第 ${seq} 条${action ? `（${action}，${at}）` : ''}`

/** What `audit verify` found first, as a sentence. */
export const auditFaultText = {
  edited: (entry: Entry) => `审计记录被改动：${named(entry)}，内容与其校验值不符。`,
  unlinked: (entry: Entry) => `审计记录前后不衔接：${named(entry)}，在它之前的记录被改动、调换或插入。`,
  missing: (entry: Entry) => `审计记录缺失：${named(entry)}，曾经存在，现在没有了。`,
  beyondHead: (entry: Entry) => `审计记录来历不明：${named(entry)}，不是由系统写入的。`,
  notAsAnchored: (entry: Entry) => `审计记录与库外签名存证不符：${named(entry)}，整条记录链可能被重写。`,
  anchorBroken: ({ anchor }: Entry) => `库外签名存证的第 ${anchor} 行不成立：被改动、缺行或签名不对。`,
  anchorsCut: (entry: Entry) => `库外签名存证从第 ${entry.anchor} 行起缺失：${named(entry)}已存证，而存证文件里没有。`,
} as const

export const auditHolds = (counts: { entries: number; chains: number; anchors: number }) =>
  `审计记录完整：${counts.entries} 条、${counts.chains} 条链，${counts.anchors} 行库外存证全部相符。`

export const tokenText = {
  noAccount: (login: string) => `没有登录名为“${login}”的启用账户，或者它没有有效的任职身份。请核对登录名。`,
  loginMissing: '请用 --login 指明为谁生成令牌，例如 token create --login zhangsan。',
  daysWrong: '有效天数 --days 应是 1 到 365 的整数。',
} as const
