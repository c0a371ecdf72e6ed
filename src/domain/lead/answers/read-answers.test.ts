import { expect, it } from 'vitest'
import type { Table, TableRow } from '../../table/grid'
import { answerFields, answerHeadings } from './columns'
import { readAnswers } from './read-answers'

const rowOf = (number: number, texts: readonly string[]): TableRow => ({ number, cells: texts.map((text) => ({ text, kind: 'text' })) })
const answer = (number: string, account = '核对病历与清单，诊疗有据。') =>
  answerFields.map((field) => ({ number, version: '2', conclusion: '不属实', account, method: '查阅病历' })[field as 'number'] ?? '')

it('sends neither of two rows for one lead, and each names another', () => {
  const rows = [answer('XS-1'), answer('XS-2'), answer(' xs-1 ', '另一种说法，与前一行不一致。'), answer('XS-1', '第三种说法，也不一致。')]
  const table: Table = {
    ...{ name: '核查结论', format: 'csv', hidden: false, date1904: false, merges: [], notes: [] },
    rows: [answerFields.map((field) => answerHeadings[field]), ...rows].map((texts, at) => rowOf(at + 1, texts)),
  }
  const read = readAnswers([table])
  if (!read.ok) throw new Error(read.failure.code)
  const said = read.value.rows.map(({ row, number, problems }) => [
    row,
    number,
    problems.map(({ code, detail }) => `${code} ${detail?.row}`),
  ])
  expect(said).toEqual([
    [2, 'XS-1', ['sameRow 4']],
    [3, 'XS-2', []],
    [4, 'XS-1', ['sameRow 2']],
    [5, 'XS-1', ['sameRow 2']],
  ])
})
