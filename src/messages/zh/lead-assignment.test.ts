import { describe, expect, it } from 'vitest'
import { assignedText, previewText, takenBackText } from './lead-assignment'

const numbers = (from: number, count: number) => Array.from({ length: count }, (_, at) => `XS-${from + at}`)
const leftFor = <Why extends string>(why: Why, of: readonly string[]) => of.map((number) => ({ number, why }))

describe('what is left of an assignment', () => {
  it('is told in full: a few in the sentence, more in a list of their reason', () => {
    const [working, unknown] = [numbers(1, 437), numbers(1000, 3)]
    const shares = {
      agencies: [{ name: '任城区医疗保障局', count: 20 }],
      left: [...leftFor('state', working), ...leftFor('noAgency', unknown)],
      unseen: 2,
    }
    const { done, left } = assignedText(shares)
    expect(done).toBe(
      '已交办 20 条：任城区医疗保障局 20 条。未交办：3 条机构不在名录中，请选中后指定单位交办（XS-1000、XS-1001、XS-1002）；437 条已在核查或已办结（编号见下）；2 条不在本单位范围内。',
    )
    expect(left).toEqual([{ reason: '已在核查或已办结', numbers: working }])
    expect(previewText(shares).left).toEqual(left)
    expect(previewText({ ...shares, left: [], unseen: 0 })).toEqual({ done: '将交办 20 条：任城区医疗保障局 20 条。', left: [] })
  })

  it('and of taking back', () => {
    const kept = numbers(1, 6)
    const { done, left } = takenBackText({ takenBack: 0, agencies: [], left: leftFor('inWork', kept), unseen: 0 })
    expect(done).toBe('没有撤回任何线索。未撤回：6 条已开始核查（编号见下）。')
    expect(left).toEqual([{ reason: '已开始核查', numbers: kept }])
  })
})
