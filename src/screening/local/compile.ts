import { createHash } from 'node:crypto'
import { isCivilDate } from '#domain/kernel/civil-date'
import type { LocalDefinition } from '#domain/screening/local-model'
import type { Model, Parameter } from '../population/model'
import type { TableName } from '../population/tables'
import { type DocumentedView, type ViewName, viewNames, viewOf } from './documented'

/** A place of the form and what is wrong there, as a sentence. */
export type Problem = { field: string; message: string }
export type Compiled = { ok: true; model: Model } | { ok: false; problems: readonly Problem[] }

type Filter = LocalDefinition['filters'][number]
type Measure = LocalDefinition['measures'][number]

const isView = (name: string): name is ViewName => viewNames.some((known) => known === name)
const hexOf = (text: string) => Buffer.from(text, 'utf8').toString('hex')
const textOf = (text: string) => `{text(${hexOf(text)})}`
const dayNumber = (on: string) => Math.round(Date.parse(`${on}T00:00:00Z`) / 86_400_000)
const listOf = (value: string) => value.split(/[,，、\s]+/).filter((one) => one !== '')
const mostValues = 100
/** A blank is not what it is not meant to be: what is asked to differ takes rows with none. */
const orBlank = (column: string, sql: string) => `(${column} IS NULL OR ${sql})`

const filledIn = (columns: readonly string[]) => columns.filter((column) => column !== '')

const comparing = { eq: '=', ne: '<>', gt: '>', ge: '>=', lt: '<', le: '<=' } as const
const comparedAs = { eq: '等于', ne: '不等于', gt: '大于', ge: '不小于', lt: '小于', le: '不大于' } as const
const isOrdered = (is: Filter['is']): is is keyof typeof comparing => Object.hasOwn(comparing, is)
const measuredAs = { count: '行数', sum: '合计', distinct: '个数', max: '最大值', average: '平均值' } as const

/** What is written down while a definition is turned into a statement. */
class Writing {
  readonly parameters: Record<string, Parameter> = {}
  readonly problems: Problem[] = []
  readonly view: DocumentedView

  constructor(view: DocumentedView) {
    this.view = view
  }

  wrong(field: string, message: string): void {
    this.problems.push({ field, message })
  }

  /** A number of the form as a parameter, which a later version may give another value. */
  parameter(name: string, value: number, meaning: string): string {
    this.parameters[name] = { value, meaning, confidence: 'M' }
    return `{${name}}`
  }

  column(name: string, field: string) {
    const found = Object.hasOwn(this.view.columns, name) ? this.view.columns[name] : undefined
    if (!found) this.wrong(field, '所选数据表没有这一列，请重新选择。')
    return found
  }
}

const fenOf = (yuan: string) => Math.round(Number(yuan) * 100)

function listedSql(writing: Writing, { column, is, value }: Filter, field: string): string {
  const values = listOf(value)
  if (values.length === 0) writing.wrong(field, '请填写要比较的值，多个值用逗号隔开。')
  if (values.length > mostValues)
    writing.wrong(field, `最多比较 ${mostValues} 个值，这里有 ${values.length} 个。请改用“开头是”，或拆成几个模型。`)
  const list = `(${values.map(textOf).join(', ')})`
  return is === 'in' ? `${column} IN ${list}` : orBlank(column, `${column} NOT IN ${list}`)
}

function filterSql(writing: Writing, { column, is, value }: Filter, at: number): string {
  if (column === '') return ''
  const field = `filters.${at}.value`
  const known = writing.column(column, `filters.${at}.column`)
  if (!known) return ''
  if (is === 'empty' || is === 'filled') return `${column} IS ${is === 'empty' ? '' : 'NOT '}NULL`
  if (value === '') {
    writing.wrong(field, '请填写要比较的值。')
    return ''
  }
  const isText = known.kind === 'code' || known.kind === 'key'
  if (is === 'in' || is === 'notIn') {
    if (isText) return listedSql(writing, { column, is, value }, field)
    writing.wrong(`filters.${at}.is`, '金额、数量和日期不能用“属于”，请用大于、小于。')
    return ''
  }
  if (is === 'startsWith') {
    if (isText) return `{begins(${column}, ${textOf(value)})}`
    writing.wrong(`filters.${at}.is`, '只有编码和名称可以按开头比较。')
    return ''
  }
  if (isText) {
    if (is === 'eq') return `${column} = ${textOf(value)}`
    if (is === 'ne') return orBlank(column, `${column} <> ${textOf(value)}`)
    writing.wrong(`filters.${at}.is`, '编码和名称没有大小，请用等于、属于或开头是。')
    return ''
  }
  if (!isOrdered(is)) return ''
  const compared = (to: string | number) => (is === 'ne' ? orBlank(column, `${column} <> ${to}`) : `${column} ${comparing[is]} ${to}`)
  const meaning = `${known.meaning}${comparedAs[is]}`
  if (known.kind === 'day') {
    if (isCivilDate(value)) return compared(dayNumber(value))
    writing.wrong(field, '请填写日期，如 2026-01-31。')
    return ''
  }
  if (!/^\d{1,10}(\.\d{1,2})?$/.test(value)) {
    writing.wrong(field, '请填写不小于 0 的数，最多两位小数。')
    return ''
  }
  const isMoney = known.kind === 'fen'
  const name = `filter_${at + 1}${isMoney ? '_fen' : ''}`
  return compared(writing.parameter(name, isMoney ? fenOf(value) : Number(value), `${meaning}（${isMoney ? '分' : '数'}）`))
}

type Reckoned = { sql: string; figure: string; label: string; limit: string }

/** Whoever prescribes or bills stands sealed as whom a hit is about, and never open beside it. */
const people = new Set(['doctor', 'staff'])

/** A measure: how it is reckoned over a group, how evidence says it, and the limit that it has to pass. */
function measureSql(writing: Writing, { of, column, is, limit }: Measure, at: number): Reckoned | null {
  if (of === '') return null
  const alias = `m${at + 1}`
  const known = of === 'count' ? null : writing.column(column, `measures.${at}.column`)
  if (known === undefined) return null
  const isNumber = known !== null && (known.kind === 'fen' || known.kind === 'number')
  if ((of === 'sum' || of === 'average' || of === 'max') && !isNumber) {
    writing.wrong(`measures.${at}.column`, '合计、平均和最大值只能用金额或数量列。')
    return null
  }
  if ((is === '') !== (limit === '')) {
    writing.wrong(`measures.${at}.limit`, '界限要同时填写比较方式和数值；只作证据、不设界限的都留空。')
    return null
  }
  const sql = {
    count: 'count(*)',
    sum: `sum(coalesce(c_${column}, 0))`,
    distinct: `count(DISTINCT c_${column})`,
    max: `max(coalesce(c_${column}, 0))`,
    average: `avg({real(coalesce(c_${column}, 0))})`,
  }[of]
  const isMoney = known?.kind === 'fen' && of !== 'distinct'
  const label = known ? `${known.meaning}${measuredAs[of]}` : measuredAs.count
  const name = `limit_${at + 1}${isMoney ? '_fen' : ''}`
  const compared = is === '' ? '' : `${label}${comparedAs[is]}（${isMoney ? '分' : '数'}）`
  const bound = is === '' ? '' : `${alias} ${comparing[is]} ${writing.parameter(name, isMoney ? fenOf(limit) : Number(limit), compared)}`
  // The engines write fractions each in its own way: what may have one is said in hundredths, by whole numbers.
  const figure = isMoney
    ? `{decimal(${alias} / 100.0)}`
    : of === 'count' || of === 'distinct'
      ? `{number(${alias})}`
      : `{decimal(${alias})}`
  return { sql: `${sql} AS ${alias}`, figure, label: isMoney ? `${label}（元）` : label, limit: bound }
}

const periodOf = ({ grain }: LocalDefinition, { day, stay }: DocumentedView): string => {
  if (grain === 'day') return `coalesce({day(${day ?? '0'})}, '')`
  if (grain === 'month') return `coalesce({month(${day ?? '0'})}, '')`
  return grain === 'stay' ? `coalesce(${stay ?? `''`}, '')` : `''`
}

/** What the form asks of a view and the view cannot give. */
function unfit(writing: Writing, form: LocalDefinition): void {
  const { view } = writing
  if (!view.subjects[form.subject]) writing.wrong('subject', '所选数据表不能按这种对象汇总，请换对象或数据表。')
  if ((form.grain === 'day' || form.grain === 'month') && view.day === null)
    writing.wrong('grain', '所选数据表没有日期，不能按日或按月汇总。')
  if (form.grain === 'stay' && view.stay === null) writing.wrong('grain', '所选数据表没有就诊编号，不能按一次就诊汇总。')
  if (!form.measures.some(({ is }) => is !== '')) writing.wrong('measures.0.is', '至少要有一个指标设界限，否则每个对象都会命中。')
  for (const [at, column] of form.groups.entries()) {
    if (column === '') continue
    const known = writing.column(column, `groups.${at}`)
    if (known && (known.kind !== 'code' || people.has(column))) writing.wrong(`groups.${at}`, '只能按编码或名称再分组，不能按人员。')
  }
  for (const [at, column] of form.evidence.entries()) {
    if (column === '') continue
    const known = writing.column(column, `evidence.${at}`)
    if (known && ((known.kind !== 'code' && known.kind !== 'key') || people.has(column)))
      writing.wrong(`evidence.${at}`, '附带的证据列只能是编码、名称或编号，不能是人员。')
  }
}

const seeksText = new Set(['code', 'key'])

/**
 * What a definition looks for, in short: whose rows, how they are grouped, what is measured, by which codes and names they are chosen. Limits,
 * days and sums are left out: a version that draws them closer finds the same clues.
 */
function soughtBy(form: LocalDefinition, { columns }: DocumentedView): string {
  const filters = form.filters.flatMap(({ column, is, value }) =>
    column === '' ? [] : [[column, is, seeksText.has(columns[column]?.kind ?? '') ? value : '']],
  )
  const measures = form.measures.flatMap(({ of, column }) => (of === '' ? [] : [[of, of === 'count' ? '' : column]]))
  const said = [form.view, form.subject, form.perInstitution, form.grain, form.groups, filters.sort(), measures.sort()]
  return createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 16)
}

function statement(writing: Writing, view: ViewName, form: LocalDefinition, filters: string[], measures: Reckoned[]): string {
  const { view: about } = writing
  const subject = about.subjects[form.subject]?.column ?? ''
  const place = about.institution ?? `''`
  const byPlace = form.perInstitution || form.subject === 'item' || form.subject === 'institution'
  // A stay or a settlement is a person's: where two persons have one number by mistake, they stay two.
  const owner = form.subject === 'stay' || form.subject === 'settlement'
  const money = about.money
  const columns = [...new Set(form.measures.map(({ column }) => column))].filter((column) => about.columns[column] !== undefined)
  const groups = form.groups.map((column, at) => `coalesce(${column}, '') AS g${at + 1}`)
  const keys = ['subject', ...(owner ? ['who'] : []), ...(byPlace ? ['place'] : []), 'period', ...form.groups.map((_, at) => `g${at + 1}`)]
  const picked = [
    ...[
      `${subject} AS subject`,
      ...(owner ? ['psn_no AS who'] : []),
      `coalesce(${place}, '') AS place`,
      `${periodOf(form, about)} AS period`,
    ],
    ...[...groups, `coalesce(${about.rowKey}, '') AS own`, ...columns.map((column) => `${column} AS c_${column}`)],
    ...form.evidence.map((column, at) => `coalesce(${column}, '') AS v${at + 1}`),
    ...(money
      ? [`coalesce(${money.involved}, 0) AS fee`, `${money.fund ? `coalesce(${money.fund}, 0)` : '0'} AS fund`]
      : ['0 AS fee', '0 AS fund']),
  ]
  const where = [`${subject} IS NOT NULL`, ...filters].map((one) => `(${one})`).join(' AND ')
  const reckoned = [
    ...[...keys, ...(byPlace ? [] : ['max(place) AS place']), '{keys(own)} AS own_rows', 'sum(fee) AS fee_sum', 'sum(fund) AS fund_sum'],
    ...measures.map(({ sql }) => sql),
    ...form.evidence.map((_, at) => `{keys(v${at + 1})} AS e${at + 1}`),
  ]
  const figures = measures.map(({ label, figure }) => ` || ',"${label}":' || ${figure}`).join('')
  const extras = form.evidence.map((column, at) => ` || ',"${about.columns[column]?.meaning ?? column}":' || e${at + 1}`).join('')
  const period = ['period', ...form.groups.map((_, at) => `g${at + 1}`)].join(` || ' ' || `)
  const apart = keys.filter((key) => key !== 'subject').map((key) => `{json(coalesce(${key}, ''))}`)
  const clue = [`'["${soughtBy(form, about)}"'`, ...apart].join(` || ',' || `)
  const sums = form.sums === 'all' && money ? ['fee_sum', 'fund_sum'] : ['0', '0']
  const limits = measures.flatMap(({ limit }) => (limit === '' ? [] : [limit]))
  return `
WITH picked AS (
  SELECT ${picked.join(', ')}
  FROM ${view} WHERE ${where}),
reckoned AS (
  SELECT ${reckoned.join(', ')}
  FROM picked GROUP BY ${keys.join(', ')})
SELECT '${form.grade}' AS grade, '${form.subject}' AS subject_type, subject AS subject_id, place AS institution, trim(${period}) AS period,
  fee_sum AS involved_fen, ${sums[0]} AS irregular_fen, ${sums[1]} AS fund_loss_fen,
  '{"${view}":' || own_rows${figures}${extras} || '}' AS evidence, ${clue} || ']' AS clue
FROM reckoned WHERE ${limits.join(' AND ')}`
}

/** The columns of the folder without which the model says nothing. */
function needsOf({ view }: Writing, name: ViewName, form: LocalDefinition): string[] {
  const subject = view.subjects[form.subject]?.column
  const used = [
    ...(form.grain === 'day' || form.grain === 'month' ? [view.day] : []),
    ...[...form.filters, ...form.measures].map(({ column }) => column),
    ...[...form.groups, subject],
  ]
  const folder = used.flatMap((column) => (column && view.columns[column] ? [view.columns[column].from] : []))
  return [...new Set([...folder, ...(subject === 'psn_no' ? [`${name}.psn_no`] : [])])]
}

/** A definition as the model that the engine runs, or what has to be put right in it. */
export function compileLocal(form: LocalDefinition, { code, version }: { code: string; version: string }): Compiled {
  if (!isView(form.view)) return { ok: false, problems: [{ field: 'view', message: '没有这张数据表，请重新选择。' }] }
  const writing = new Writing(viewOf(form.view))
  unfit(writing, form)
  const filters = form.filters.map((filter, at) => filterSql(writing, filter, at)).filter((sql) => sql !== '')
  const measures = form.measures.flatMap((measure, at) => measureSql(writing, measure, at) ?? [])
  const shardKey = writing.view.subjects[form.subject]?.shardKey
  if (writing.problems.length > 0 || shardKey === undefined) return { ok: false, problems: writing.problems }
  const reads: TableName[] = [form.view]
  const said = { ...form, groups: filledIn(form.groups), evidence: filledIn(form.evidence) }
  const model: Model = {
    ...{ id: code, version, title: form.title, grade: form.grade, confidence: 'M', basis: form.clause, parameters: writing.parameters },
    ...{ needs: needsOf(writing, form.view, form), reads },
    parts: [{ shardKey, sql: statement(writing, form.view, said, filters, measures) }],
    falseAlarms: form.falseAlarms.map((cause) => ({ cause, exclusion: null })),
    example: { rows: {}, hits: [], nearMisses: [] },
  }
  return { ok: true, model }
}
