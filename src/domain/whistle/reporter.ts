import { ok, type Result, refuse } from '../kernel/result'
import { bareText as bare } from '../person/named-in'

/** Who reported, as far as they said. */
export type Reporter = { name: string; contact: string; idNumber: string }

/** Parts of a contact that tell who it is by themselves: a number, an address of mail. */
const parts = (contact: string) =>
  contact
    .split(/[\s,，;；、]+/)
    .map(bare)
    .filter((part) => part.length >= 6)

const labels = new Set(['PHONE', 'MOBILE', 'EMAIL', 'WECHAT', 'WEIXIN'])
/** Every number and every handle in what was typed, whatever stands about it: digits joined over spaces and dashes, and as they stand. */
function runs(typed: string): string[] {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/@[\w.-]+/g, ' ')
  const joined = plain.replace(/(?<=\d)[\s\p{Pd}·.]+(?=\d)/gu, '')
  return [...plain.matchAll(/[0-9A-Z]{5,}/g), ...joined.matchAll(/[0-9A-Z]{5,}/g)].map(([run]) => run).filter((run) => !labels.has(run))
}

const twoSigns = new Set(
  '欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 夏侯 轩辕 长孙 宇文 司徒 端木 南宫 独孤 淳于 单于 申屠 太史 闻人 澹台 公冶 钟离 濮阳'.split(
    ' ',
  ),
)
/** The surname with what stands for the rest: 李女士, 李先生, 李某. A surname that is also a word may go before 某日, 某院. */
function addressed(name: string): RegExp | null {
  const surname = twoSigns.has(name.slice(0, 2)) ? name.slice(0, 2) : name.slice(0, 1)
  return /^\p{Script=Han}+$/u.test(surname) ? new RegExp(`${surname}(?:女士|先生|小姐|某(?![年月日时天些种个家院地次类科处]))`, 'u') : null
}

/**
 * No text of a report names who made it: not the name, nor the surname with a title, not the contact or a number in it, not the number of the
 * identity. What is refused is not said again. Refuses `namesReporter`.
 */
export function withoutReporter(texts: readonly string[], reporter: Reporter | null): Result<void> {
  if (reporter === null) return ok(undefined)
  const { name, contact, idNumber } = reporter
  const whole = [bare(name), bare(idNumber)].filter((secret) => secret.length > 1)
  // A contact of a word or two (电话, 微信) tells nobody.
  const reached = bare(contact).length > 3 ? [bare(contact)] : []
  const secrets = [...whole, ...reached, ...parts(contact), ...runs(contact), ...runs(idNumber)]
  const called = addressed(bare(name))
  const names = (text: string) => secrets.some((secret) => text.includes(secret)) || (called?.test(text) ?? false)
  return texts.map(bare).some(names) ? refuse('namesReporter') : ok(undefined)
}
