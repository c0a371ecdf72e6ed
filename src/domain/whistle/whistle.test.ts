import { expect, it } from 'vitest'
import { takeStep } from '../kernel/workflow'
import { withoutReporter } from './reporter'
import {
  mayBeRewarded,
  rewardFen,
  standingRewards,
  type WhistleReward,
  whistleRewardStages,
  whistleRewardStepNames,
  whistleRewardSteps,
} from './reward-steps'
import { mayBeDecided, type WhistleReport, whistleReportStepNames, whistleReportSteps, whistleStages } from './steps'

const openTo = (isNamed: boolean) =>
  Object.fromEntries(
    whistleStages.map((state) => [
      state,
      whistleReportStepNames
        .filter((name) => takeStep(whistleReportSteps[name], { state, isNamed, outcome: null }, { userId: 'keeper' }).ok)
        .join(' '),
    ]),
  )

it('is taken up or not, decided and told to whoever named themselves, and to nobody else', () => {
  const named = { received: 'accept decline', accepted: 'decide', declined: 'reply', decided: 'reply', replied: '' }
  expect(openTo(true)).toEqual(named)
  expect(openTo(false)).toEqual({ ...named, declined: '', decided: '' })
  const reply = takeStep(whistleReportSteps.reply, { state: 'decided', isNamed: false, outcome: 'filed' }, { userId: 'keeper' })
  expect(reply).toMatchObject({ refusal: { code: 'reporterAnonymous' } })
})

it('is decided anew where no case was filed at first, and by nothing after a filing', () => {
  const at = (state: WhistleReport['state'], outcome: WhistleReport['outcome']): WhistleReport => ({ state, outcome, isNamed: true })
  const refused = at('replied', 'notFiled')
  const open = (report: WhistleReport) => takeStep(whistleReportSteps.decide, report, { userId: 'keeper' }).ok
  expect([at('accepted', null), refused, at('decided', 'notFiled')].map(open)).toEqual([true, true, true])
  expect([at('replied', null), at('decided', 'filed'), at('replied', 'filed')].map(open)).toEqual([false, false, false])
  expect([mayBeDecided(refused, 'filed'), mayBeDecided(refused, 'notFiled')]).toEqual([true, false])
  expect([mayBeDecided(at('decided', 'filed'), 'notFiled'), mayBeDecided(at('received', null), 'filed')]).toEqual([false, false])
})

it('is rewarded by a second person and paid by a third, claimed in time or given up after it', () => {
  const at = (given: Partial<WhistleReward>): WhistleReward => ({
    ...{ state: 'proposed', proposedById: 'keeper', approvedById: null, collectBy: '2026-09-03', on: '2026-09-03' },
    ...given,
  })
  const open = (given: Partial<WhistleReward>, userId: string) =>
    whistleRewardStepNames.filter((name) => takeStep(whistleRewardSteps[name], at(given), { userId }).ok).join(' ')
  expect(whistleRewardStages.map((state) => open({ state }, 'head'))).toEqual(['approve sendBack', 'notice', '', 'pay', '', ''])
  expect(open({}, 'keeper')).toBe('')
  const noticed = { state: 'noticed', approvedById: 'head' } as const
  expect([open(noticed, 'keeper'), open(noticed, 'head'), open(noticed, 'deputy')]).toEqual(['', '', 'pay'])
  expect(open({ ...noticed, on: '2026-09-04' }, 'keeper')).toBe('lapse')
  expect(standingRewards.some((stage) => stage === 'lapsed')).toBe(true)
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
  for (const text of ['欧阳女士来访', '欧阳某反映', '欧 阳先生']) expect(told(text).ok, text).toBe(false)
  expect(told('欧阳医生经手，2026年3月').ok).toBe(true)
  expect(withoutReporter(['欧阳慧芳'], null).ok).toBe(true)
  expect(withoutReporter(['任何文字'], { name: '', contact: '', idNumber: '' }).ok).toBe(true)
})

it('is not told by what a contact holds, however it is labelled', () => {
  const told = (contact: string, text: string, name = '') => withoutReporter([text], { name, contact, idNumber: '' }).ok
  for (const contact of ['手机：13800001234', '13800001234（李）', '微信同号138 0000 1234', '电话:138-0000-1234转3'])
    expect(told(contact, '据13800001234来电'), contact).toBe(false)
  for (const contact of ['微信:abc12', '微信 ABC12（本人）']) expect(told(contact, '微信号ａｂｃ12'), contact).toBe(false)
  expect(told('0537-2345678', '单位电话2345678')).toBe(false)
  expect(told('zhang3@example.com', '邮件zhang3来')).toBe(false)
  expect(told('微信', '用微信联系过患者')).toBe(true)
  expect(told('phone: 13800001234', '有 phone 字样')).toBe(true)
  expect([told('', '于某日住院', '于小敏'), told('', '于某住院', '于小敏'), told('', '于先生住院', '于小敏')]).toEqual([true, false, false])
})
