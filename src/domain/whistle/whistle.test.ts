import { expect, it } from 'vitest'
import { takeStep } from '../kernel/workflow'
import { withoutReporter } from './reporter'
import {
  mayBeRewarded,
  rewardFen,
  type WhistleReward,
  whistleRewardStages,
  whistleRewardStepNames,
  whistleRewardSteps,
} from './reward-steps'
import { whistleReportStepNames, whistleReportSteps, whistleStages } from './steps'

const openTo = (isNamed: boolean) =>
  Object.fromEntries(
    whistleStages.map((state) => [
      state,
      whistleReportStepNames.filter((name) => takeStep(whistleReportSteps[name], { state, isNamed }, { userId: 'keeper' }).ok).join(' '),
    ]),
  )

it('is taken up or not, decided and told to whoever named themselves, and to nobody else', () => {
  const named = { received: 'accept decline', accepted: 'decide', declined: 'reply', decided: 'reply', replied: '' }
  expect(openTo(true)).toEqual(named)
  expect(openTo(false)).toEqual({ ...named, declined: '', decided: '' })
  const reply = takeStep(whistleReportSteps.reply, { state: 'decided', isNamed: false }, { userId: 'keeper' })
  expect(reply).toMatchObject({ refusal: { code: 'reporterAnonymous' } })
})

it('is rewarded by a second person, collected in time or given up after it', () => {
  const at = (given: Partial<WhistleReward>): WhistleReward => ({
    ...{ state: 'proposed', proposedById: 'keeper', collectBy: '2026-09-03', on: '2026-09-03' },
    ...given,
  })
  const open = (given: Partial<WhistleReward>, userId: string) =>
    whistleRewardStepNames.filter((name) => takeStep(whistleRewardSteps[name], at(given), { userId }).ok).join(' ')
  expect(whistleRewardStages.map((state) => open({ state }, 'head'))).toEqual(['approve sendBack', 'notice', '', 'pay', '', ''])
  expect(open({}, 'keeper')).toBe('')
  expect(open({ state: 'noticed', on: '2026-09-04' }, 'keeper')).toBe('lapse')
})

it('comes to its share, not under 200 yuan and not over 200,000', () => {
  expect([rewardFen(8_600_000n, 200), rewardFen(100_000n, 200), rewardFen(9_000_000_000n, 300)]).toEqual([172_000n, 20_000n, 20_000_000n])
  expect(mayBeRewarded({ outcome: 'notFiled', isNamed: true, alias: '' })).toMatchObject({ refusal: { code: 'rewardUnfit' } })
  expect(mayBeRewarded({ outcome: 'filed', isNamed: false, alias: '' })).toMatchObject({ refusal: { code: 'aliasMissing' } })
  expect(mayBeRewarded({ outcome: 'filed', isNamed: false, alias: '海鸥' }).ok).toBe(true)
})

it('names its reporter in no text, however it is typed', () => {
  const reporter = { name: '欧阳慧芳', contact: '13800001234，清溪镇卫生院', idNumber: '370811198001011234' }
  const told = (text: string) => withoutReporter(['挂床住院36人次。', text], reporter)
  for (const text of ['据欧阳慧芳说', '欧 阳·慧芳', '电话１３８-0000-1234', '清溪镇卫生院的职工', '证号370811 1980 0101 1234'])
    expect(told(text)).toEqual({ ok: false, refusal: { code: 'namesReporter' } })
  expect(told('欧阳医生经手，2026年3月').ok).toBe(true)
  expect(withoutReporter(['欧阳慧芳'], null).ok).toBe(true)
  expect(withoutReporter(['任何文字'], { name: '', contact: '', idNumber: '' }).ok).toBe(true)
})
