import { maskNumbersIn } from '../kernel/identity-number'
import { maskPersonName } from '../person/person-name'
import type { ListedLead } from './list/lead-list'

/** What a lead names besides its institution and its insured person, and what it may come back by. */
export const leadSubjectKinds = [
  'doctorCode',
  'doctor',
  'staff',
  'legalRepresentative',
  'agent',
  'agentCode',
  'phone',
  'address',
  'account',
  'terminal',
] as const
export type LeadSubjectKind = (typeof leadSubjectKinds)[number]

/** Where it comes from: a column of a list, the rows that a model's hit rests on, or a person. */
export const leadSubjectOrigins = ['list', 'model', 'hand'] as const
export type LeadSubjectOrigin = (typeof leadSubjectOrigins)[number]

/** A person's name is many people's: it tells one only where something else agrees. Everything else is told by itself. */
export const namedKinds: ReadonlySet<LeadSubjectKind> = new Set(['doctor', 'staff', 'legalRepresentative', 'agent'])
/** A terminal is no person's. The others are sealed, shown masked, and opened for a reason. */
export const isPersonal = (kind: LeadSubjectKind): boolean => kind !== 'terminal'

/** A subject as it was read: `value` in the spelling by which it is compared. */
export type FoundSubject = { kind: LeadSubjectKind; value: string; saidAs: string }

const staff = '(?:医师|医生|大夫|护士|药师|技师|医务人员|医护人员)'
const doing = '(?:主治|主管|责任|开单|开方|处方|接诊|经治|诊治|涉及|涉事|涉嫌|执行|操作|定点)?'
const headings: readonly (readonly [LeadSubjectKind, RegExp])[] = [
  ['doctorCode', new RegExp(`^${doing}${staff}(?:国家|医保)*(?:编码|代码|编号|工号)$`)],
  ['doctorCode', /^(atddr_no|bilg_dr_codg|orders_dr_code|dr_codg?)$/i],
  ['doctor', new RegExp(`^${doing}(?:医师|医生|大夫)(?:姓名|名称)?$`)],
  ['staff', new RegExp(`^${doing}(?:护士|药师|技师|医务人员|医护人员|工作人员)(?:姓名|名称)?$`)],
  ['legalRepresentative', /^(机构|医院|药店|单位|企业)?(法定代表人|法人代表|法人|主要负责人|负责人|法定代表人或负责人)(姓名)?$/],
  ['agent', /^(医保)?(经办|代办)(人|人员|员)(姓名)?$/],
  ['agent', /^opter_name$/i],
  ['agentCode', /^(医保)?(经办|代办|操作|收费)(人|人员|员)?(编号|编码|代码|工号|ID)$|^opter(_id)?$/i],
  ['phone', /(电话|手机)(号|号码)?$|联系方式$|^(tel|mob|phone)$/i],
  ['address', /(地址|住址)$|^addr$/i],
  ['account', /^(?!.*(?:医保|社保|保障|参保|个人账户)).*(?:银行|开户|收款|对公|结算)(?:账号|帐号|账户|卡号)$/],
  ['terminal', /^(结算|刷卡|收款)?(终端|设备|POS机?)(编号|编码|号|ID)$/i],
]

/** The kind of subject that a column without a field of its own names, by its heading. */
export function subjectKindOf(heading: string): LeadSubjectKind | null {
  const plain = heading.normalize('NFKC').replace(/[\s()（）*＊:：]/g, '')
  return headings.find(([, pattern]) => pattern.test(plain))?.[0] ?? null
}

const plain = (text: string) => text.normalize('NFKC').replace(/[\s\p{Cf}]/gu, '')
const longestName = 30
const mostPieces = 6

/** The spelling by which two of a kind are compared; `null` where it is too little to tell anything by. */
export function subjectValue(kind: LeadSubjectKind, text: string): string | null {
  const said = plain(text)
  if (kind === 'phone') {
    const digits = said.replace(/\D/g, '').replace(/^(00)?86(?=1\d{10}$)/, '')
    return digits.length >= 7 && digits.length <= 15 ? digits : null
  }
  if (kind === 'account' || kind === 'doctorCode') {
    const code = said.replace(/[^0-9A-Za-z]/g, '').toUpperCase()
    return code.length >= (kind === 'account' ? 8 : 4) && code.length <= 40 ? code : null
  }
  if (kind === 'address') {
    const place = said.replace(/[()（）,，.。、·-]/g, '')
    return place.length >= 6 && place.length <= 200 ? place : null
  }
  // A number of the institution's own, short as it may be.
  if (kind === 'agentCode') return said.length >= 2 && said.length <= 60 ? said.toUpperCase() : null
  if (kind === 'terminal') return isTerminal(said) ? said.toUpperCase() : null
  const name = said.replace(/[(（][^)）]*[)）]$/, '').replaceAll('•', '·')
  return name.length >= 2 && name.length <= longestName && !/\d/.test(name) && !title.test(name) ? name : null
}

/** What stands beside a name and is none. */
const title = /^(?:科|副?主任|主治|住院|主管)?(?:医师|医生|大夫|护士|护士长|药师|技师|主任|院长|副院长)$/

/** A telephone or an identity number within a longer text, however it is written. */
const telephone = /(?<!\d)(?:(?:00)?86)?1[3-9]\d{9}(?!\d)|(?<!\d)0\d{9,11}(?!\d)/
/** A terminal stays open: it is a number of its own, and nothing that may be a person's. */
function isTerminal(said: string): boolean {
  const joined = said.replace(/[^\p{L}\d]/gu, '')
  return said.length >= 2 && said.length <= 60 && /[0-9A-Za-z]/.test(said) && !telephone.test(joined) && maskNumbersIn(joined) === joined
}

/** What a subject looks like to whoever has not asked, with a reason, to see it. */
export function maskSubject(kind: LeadSubjectKind, value: string): string {
  if (kind === 'terminal') return value
  if (namedKinds.has(kind)) return maskPersonName(value)
  if (kind === 'address') return value.length > 8 ? `${value.slice(0, 6)}…` : `${value.slice(0, 3)}…`
  if (kind === 'account') return `****${value.slice(-4)}`
  return value.length > 6 ? `${value.slice(0, 3)}****${value.slice(-2)}` : `${value.slice(0, 1)}****`
}

const written = (text: string) => text.replace(/[^0-9A-Za-z]/g, '').length
/** From when what stands between two blanks is one of its kind, and not a part of one: `王 芳`, `138 0537 0001`. */
const isWhole: Partial<Record<LeadSubjectKind, (token: string) => boolean>> = {
  phone: (token) => token.replace(/\D/g, '').length >= 7,
  doctorCode: (token) => written(token) >= 8,
  account: (token) => written(token) >= 12,
  terminal: () => false,
}
const isName = (token: string) => token.length >= 2
/** Telephones with blanks or dashes of their own. */
const telephones = /(?:(?:\+|00)?86[\s-]?)?1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}(?!\d)|0\d{2,3}[\s-]?\d{3,4}[\s-]?\d{4}(?!\d)/g

/** What blanks keep apart. A blank before a bracket, or within a name in Latin letters, keeps nothing apart. */
function apart(kind: LeadSubjectKind, piece: string): string[] {
  const tokens = piece
    .replace(/\s+(?=[(（])/g, '')
    .split(/(?<![A-Za-z.])\s+|\s+(?![A-Za-z])/)
    .filter(Boolean)
  if (tokens.every(isWhole[kind] ?? isName)) return tokens
  const found = kind === 'phone' ? (piece.normalize('NFKC').match(telephones) ?? []) : []
  return found.length > 1 ? found : [piece]
}

/** Several in one cell; an address has commas and blanks of its own. */
const piecesOf = (kind: LeadSubjectKind, text: string): string[] =>
  kind === 'address'
    ? [text.trim()].filter(Boolean)
    : text
        .split(/[、,，;；/|\n]/)
        .map((piece) => piece.trim())
        .filter(Boolean)
        .flatMap((piece) => apart(kind, piece))

/** Where a column of names gives codes. */
const kindOf = (kind: LeadSubjectKind, piece: string): LeadSubjectKind =>
  (kind === 'doctor' || kind === 'staff') && /^[A-Za-z]{0,6}\d{4,}/.test(plain(piece)) ? 'doctorCode' : kind

/** Each subject once, as the columns of a row name them that have no field of their own. */
export function subjectsIn({ extra, institutionCode, institutionName }: ListedLead): FoundSubject[] {
  const found = new Map<string, FoundSubject>()
  for (const [heading, text] of Object.entries(extra)) {
    const headed = subjectKindOf(heading)
    for (const piece of headed === null ? [] : piecesOf(headed, text).slice(0, mostPieces)) {
      const kind = kindOf(headed ?? 'staff', piece)
      const value = subjectValue(kind, piece)
      if (value !== null)
        found.set(`${kind}|${value}`, {
          kind,
          value: placed(kind, value, institutionCode ?? institutionName),
          saidAs: maskNumbersIn(heading),
        })
    }
  }
  return [...found.values()]
}

/** A terminal, and whoever settles at it, has a number within the institution: elsewhere it is another's. */
const placedKinds: ReadonlySet<LeadSubjectKind> = new Set(['terminal', 'agentCode'])
export const placed = (kind: LeadSubjectKind, value: string, institution: string | null): string =>
  placedKinds.has(kind) ? `${institution ?? ''}|${value}` : value
export const shownValue = (kind: LeadSubjectKind, value: string): string =>
  placedKinds.has(kind) ? value.slice(value.indexOf('|') + 1) : value

/** Written where there is none: these name nobody. */
const nothing = /^(?:[-—–/]+|无|暂无|没有|不详|未知|未提供|见附件)$/
const unread = '***'

/** A cell of such a column as it stays with the lead: nothing open in it that names a person, and nothing at all of what cannot be read. */
export function maskedCell(heading: string, text: string): string {
  const headed = subjectKindOf(heading)
  if (headed === null || nothing.test(text.trim())) return text
  const shown = piecesOf(headed, text).map((piece) => {
    const kind = kindOf(headed, piece)
    const value = subjectValue(kind, piece)
    if (value === null) return nothing.test(piece) ? piece : unread
    return kind === 'terminal' ? piece : maskSubject(kind, value)
  })
  return shown.join('、')
}
