import { type PasswordFault, passwordFaults, passwordPolicy } from '#domain/identity/password-limits'

const faultText = {
  tooShort: `不足 ${passwordPolicy.minLength} 个字符`,
  tooLong: `超过 ${passwordPolicy.maxLength} 个字符`,
  tooFewClasses: `大写字母、小写字母、数字、其他符号四类中至少要有 ${passwordPolicy.minClasses} 类`,
  namesAccount: '包含登录名',
  guessable: '太容易猜到，请避开常见词、地名单位名、年份和键盘上相邻的字母',
  usedBefore: `与最近 ${passwordPolicy.history} 次用过的密码相同`,
  notConfirmed: '两次输入的新密码不一致',
} satisfies Record<PasswordFault, string>

/** What is wrong with a new password, as one sentence. */
export function passwordFaultsText(faults: unknown): string {
  const named = Array.isArray(faults) ? passwordFaults.filter((fault) => faults.includes(fault)) : []
  return `${named.map((fault) => faultText[fault]).join('；') || '不符合要求'}。`
}
