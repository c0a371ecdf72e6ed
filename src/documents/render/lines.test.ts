import { expect, it } from 'vitest'
import { breakLines, type Measure, spreadOver } from './lines'

const glyphs = (text: string) => [...text].map((char) => ({ char, width: /[\u0020-\u00ff]/.test(char) ? 0.5 : 1, style: null }))
const broken = (text: string, width: number, measure: Partial<Measure> = {}) =>
  breakLines(glyphs(text), { first: width, rest: width, mayHang: false, breaksWords: true, ...measure }).map((line) =>
    line.glyphs.map(({ char }) => char).join(''),
  )

it.each([
  ['甲乙丙丁，戊', 4, ['甲乙丙', '丁，戊']],
  ['甲乙丙（丁戊', 4, ['甲乙丙', '（丁戊']],
  ['甲乙《丙》、丁', 4, ['甲乙', '《丙》、', '丁']],
  ['金额712,000.00元整', 5, ['金额', '712,000.00', '元整']],
  ['甲乙丙丁 戊', 4, ['甲乙丙丁', '戊']],
  ['', 4, ['']],
  ['编号XS-3708-001）丁', 5.5, ['编号', 'XS-3708-', '001）丁']],
  ['甲37081101001）丁', 5.5, ['甲', '3708110100', '1）丁']],
])('breaks “%s” where it may be broken', (text, width, lines) => {
  expect(broken(text, width)).toEqual(lines)
})

it('lets a mark stand out at the end of a full line, where there is room for it', () => {
  expect(broken('甲乙丙丁，戊己', 4, { mayHang: true })).toEqual(['甲乙丙丁，', '戊己'])
  expect(broken('甲乙丙丁，”戊', 4, { mayHang: true })).toEqual(['甲乙丙', '丁，”戊'])
})

it('breaks a number that is longer than any line', () => {
  expect(broken('6'.repeat(30), 10)).toEqual(['6'.repeat(20), '6'.repeat(10)])
})

it('sets a full line to its end, and leaves the last as it is', () => {
  const [first, last] = breakLines(glyphs('甲12乙丙丁戊'), { first: 4.5, rest: 4.5, mayHang: false, breaksWords: false })
  expect(first && spreadOver(first, 4.5)).toEqual([0.125, 0, 0.125, 0.125, 0].map((room) => (room === 0 ? 0 : expect.closeTo(0.5 / 3, 5))))
  expect(last && spreadOver(last, 4.5)).toEqual([0, 0])
})
