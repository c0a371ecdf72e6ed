import type { CivilDate } from '../kernel/civil-date'
import { departmentOf } from './department-names'
import { readDate } from './due-words'
import {
  agenciesOnLine,
  canonicalDocumentNumber,
  dateForm,
  documentNumberForm,
  endsAsTitle,
  isDateLine,
  isDocumentNumberLine,
} from './lines'
import { cut, type Passage } from './passage'
import { kindAt, type NamedAgency, readRecipients } from './recipients'

export type Found<T> = { value: T; at: Passage }
export type Head = {
  title: Found<string> | null
  /** The title of the plan that the notice carries, when it stands apart. */
  planTitle: Found<string> | null
  documentNumber: Found<string> | null
  issuedOn: Found<CivilDate> | null
  /** A date line that no calendar has, as written. */
  impossibleDate: string | null
  issuers: NamedAgency[]
  recipients: NamedAgency[]
}

/** Closes the gaps that layout left in a title; one between two agencies, which stand side by side, is kept. */
export function cleanTitle(text: string): string {
  return text.trim().replace(/\s+/g, (_gap, at: number, whole: string) => {
    const [before, after] = [whole.trim().slice(0, at), whole.trim().slice(at).trimStart()]
    if (/[A-Za-z]$/.test(before) && /^[A-Za-z]/.test(after)) return ' '
    return /(?:局|院|委|厅|部|办|室|会|府)$/.test(before) && !/^(?:关于|文件|等|的)/.test(after) && /关于/.test(after) ? ' ' : ''
  })
}

/** Reads what stands around the body: `before` its first numbered heading and `after` its last. */
export function readHead(before: readonly Passage[], after: readonly Passage[]): Head {
  const titles = before.filter((line) => line.text.length >= 8 && line.text.length <= 160 && endsAsTitle(line.text))
  const [title = null, second = null] = titles
  const number = before.find((line) => isDocumentNumberLine(line.text))
  const addressed = before.find((line) => isAddress(line))
  const dates = [...before, ...after].filter((line) => isDateLine(line.text))
  const date = dates.find((line) => readDate(line.text) !== null)
  const printed = date ? null : printedOn(after)
  return {
    title: title && { value: cleanTitle(title.text), at: title },
    planTitle: second && { value: cleanTitle(second.text), at: second },
    documentNumber: number ? readDocumentNumber(number) : null,
    issuedOn: date ? { value: readDate(date.text) ?? '', at: date } : printed,
    impossibleDate: date ? null : (dates[0]?.text ?? null),
    issuers: readIssuers([...before, ...after], before, title),
    recipients: addressed ? readRecipients(addressed) : [],
  }
}

function isAddress(line: Passage): boolean {
  return (
    /[：:]$/.test(line.text) &&
    !/。|附件/.test(line.text) &&
    /[局院委部府会室位厅心门校司构处办关区]+[：:]$/.test(line.text.replace(/\s/g, '').replace(/[（(][^（）()]*[）)](?=[：:]$)/, ''))
  )
}

function readDocumentNumber(line: Passage): Found<string> | null {
  const match = new RegExp(documentNumberForm).exec(line.text)
  return match && { value: canonicalDocumentNumber(match), at: cut(line, match.index, match.index + match[0].length) }
}

/** The printing line (`办公室 2024年5月29日印发`), for a plan that bears no other date. */
function printedOn(lines: readonly Passage[]): Found<CivilDate> | null {
  for (const line of lines) {
    const match = /印\s*发$/.test(line.text) ? new RegExp(dateForm).exec(line.text) : null
    const value = match && readDate(match[0])
    if (match && value) return { value, at: cut(line, match.index, match.index + match[0].length) }
  }
  return null
}

/** Who signs: the names above the date; failing that the letterhead; failing that those with which the title begins. */
function readIssuers(all: readonly Passage[], before: readonly Passage[], title: Passage | null): NamedAgency[] {
  const dated = all.findIndex((line) => isDateLine(line.text))
  let from = dated
  while (from > 0 && agenciesOnLine(all[from - 1]?.text ?? '').length > 0) from -= 1
  const signature = agenciesAmong(dated > 0 ? all.slice(from, dated) : [])
  if (signature.length > 0) return signature

  const letterhead = agenciesAmong(before.filter((line) => agenciesOnLine(line.text).length > 0))
  return letterhead.length > 0 || !title ? letterhead : namedInTitle(title)
}

function agenciesAmong(lines: readonly Passage[]): NamedAgency[] {
  const agencies: NamedAgency[] = []
  for (const line of lines) {
    for (const one of agenciesOnLine(line.text)) {
      if (agencies.some((known) => known.name === one.name)) continue
      agencies.push({ name: one.name, department: departmentOf(one.name), at: cut(line, one.at, one.at + one.length) })
    }
  }
  return agencies
}

function namedInTitle(title: Passage): NamedAgency[] {
  const end = title.text.indexOf('关于')
  const names = end > 0 ? cut(title, 0, end) : null
  if (!names) return []
  const words = [...names.text.matchAll(/[^\s、]+/g)].map((word) => {
    const name = word[0].replace(/等[一二三四五六七八九十\d]+部门$/, '')
    return { name, department: departmentOf(name), at: cut(names, word.index, word.index + name.length) }
  })
  return words.every((word) => /(?:局|院|委|厅|部|办|室|会|府)$/.test(word.name)) ? words : []
}

/** The region whose plan this is, from the first issuer that names one or from a title such as 济宁市2024年…方案. */
export function readRegion(head: Head): Found<string> | null {
  for (const issuer of head.issuers) {
    const end = kindAt(issuer.name)
    const name = end > 0 ? issuer.name.slice(0, end) : ''
    if (/^[\u4e00-\u9fa5]{2,}(?:省|自治区|市|州|盟|县|区|旗|兵团)$/.test(name))
      return { value: name, at: cut(issuer.at, 0, issuer.at.text.search(/\S/) + lengthOf(issuer.at.text, name)) }
  }
  for (const title of [head.planTitle, head.title]) {
    const match =
      title &&
      /^(?:\d{4}\s*年)?(?:关于(?:印发|开展|做好)?《?)?(?:\d{4}\s*年)?([\u4e00-\u9fa5]{1,8}?(?:省|自治区|市|州|盟|县|区|旗))(?=\s*\d{4}\s*年|医|打击|开展|加强|落实|定点|欺诈|深入|集中|人民|关于)/.exec(
        title.at.text,
      )
    const name = match?.[1]
    if (title && match && name && name.length > 1) {
      const from = match.index + match[0].length - name.length
      return { value: name, at: cut(title.at, from, from + name.length) }
    }
  }
  return null
}

/** How many characters of spread-out text the name takes. */
function lengthOf(text: string, name: string): number {
  let seen = 0
  for (let at = 0; at < text.length; at += 1) {
    if (/\S/.test(text.charAt(at))) seen += 1
    if (seen === name.length) return at + 1
  }
  return text.length
}

/** The year the plan is for: as its own title says, else that of its number, else that of its date. */
export function readYear(head: Head): Found<number> | null {
  for (const found of [head.planTitle, head.title, head.documentNumber, head.issuedOn]) {
    const match = found && /(20\d{2})(?=\s*[年〕\]）)】]|-)/.exec(found.at.text.replace(/[０-９]/g, (digit) => digit.normalize('NFKC')))
    if (found && match) return { value: Number(match[1]), at: cut(found.at, match.index, match.index + 4) }
  }
  return null
}
