import { describe, expect, it } from 'vitest'
import { type PlannedStage, stageStandings, stagesLaterThanParent } from './stages'

const stage = (kind: PlannedStage['kind'], title: string, dueOn: string | null): PlannedStage => ({ kind, title, dueOn })
const city = [
  stage('launch', '启动部署', '2024-04-30'),
  stage('selfInspection', '自查自纠', '2024-05-31'),
  stage('rectification', '集中整治', '2024-11-30'),
  stage('summary', '总结上报', '2024-12-10'),
]

describe('a local plan beside the one from above', () => {
  it('is flagged where it takes longer, with the day from above', () => {
    const county = city.map((one) => (one.kind === 'selfInspection' ? { ...one, dueOn: '2024-06-15' } : one))
    expect(stagesLaterThanParent(county, city)).toEqual([
      { index: 1, title: '自查自纠', dueOn: '2024-06-15', parentTitle: '自查自纠', parentDueOn: '2024-05-31', daysLater: 15 },
    ])
  })

  it('is not flagged for the same day, an earlier one, or none', () => {
    const county = [
      stage('launch', '启动部署', '2024-04-30'),
      stage('rectification', '集中整治', '2024-10-31'),
      stage('summary', '总结上报', null),
    ]
    expect(stagesLaterThanParent(county, city)).toEqual([])
  })

  it('is compared by kind when the county calls a stage by another name', () => {
    expect(stagesLaterThanParent([stage('summary', '总结评估', '2024-12-31')], city)).toMatchObject([
      { title: '总结评估', parentTitle: '总结上报', daysLater: 21 },
    ])
  })

  it('is not compared with a stage that the parent does not have', () => {
    expect(stagesLaterThanParent([stage('other', '交叉互查', '2025-01-31')], city)).toEqual([])
  })
})

describe('stages on a day', () => {
  const open = (counts: number[]) => city.map((one, index) => ({ ...one, open: counts[index] ?? 0 }))

  it('begin the day after the one before ends', () => {
    expect(stageStandings(open([]), '2024-05-17', '2024-06-20').map(({ startsOn, phase }) => [startsOn, phase])).toEqual([
      [null, 'past'], // issued after its own first stage had ended, as in Jining
      ['2024-05-17', 'past'],
      ['2024-06-01', 'current'],
      ['2024-12-01', 'future'],
    ])
  })

  it('slip by the days since their last day while work in them is open', () => {
    expect(stageStandings(open([0, 3, 9, 0]), '2024-05-17', '2024-06-20').map(({ slippedDays }) => slippedDays)).toEqual([0, 20, 0, 0])
  })

  it('are still current on their last day', () => {
    expect(stageStandings(open([0, 3]), null, '2024-05-31')[1]).toMatchObject({ phase: 'current', slippedDays: 0 })
  })

  it('without a date are undated and never slip', () => {
    expect(stageStandings([{ ...stage('other', '常态化', null), open: 5 }], null, '2024-05-31')).toEqual([
      { phase: 'undated', startsOn: null, slippedDays: 0 },
    ])
  })
})
