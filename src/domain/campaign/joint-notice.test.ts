import { describe, expect, it } from 'vitest'
import { takeStep } from '../kernel/workflow'
import { jointNoticeStates, jointStepNames, jointSteps, jointText, toAsk, unsignedOf, voidsSignatures } from './joint-notice'

const drafter = { userId: 'drafter' }
const other = { userId: 'other' }
const text = {
  ...{ title: '关于开展专项整治的通知', recipients: ['各县（市、区）医疗保障局'], body: '一、总体要求\n按期完成。', copies: [] },
  ...{ agencyId: 'MI', signerIds: ['PS', 'FI'] },
}

describe('steps of a joint notice', () => {
  it('lead from each state where the table says, and nowhere else', () => {
    const ways = jointNoticeStates.map((state) => [
      state,
      jointStepNames.filter((name) => {
        const notice = { state, draftedById: name === 'redraft' ? other.userId : drafter.userId, unsigned: [], signedByIds: [] }
        return takeStep(jointSteps[name], notice, other).ok
      }),
    ])
    expect(Object.fromEntries(ways)).toEqual({
      drafted: ['redraft', 'submit', 'withdraw'],
      countersigning: ['redraft', 'sign', 'return', 'issue', 'withdraw'],
      issued: [],
      withdrawn: [],
    })
  })

  it('keep the drafter from signing and issuing, and everybody else from the words', () => {
    const notice = { state: 'countersigning', draftedById: drafter.userId, unsigned: [], signedByIds: [] } as const
    for (const name of ['sign', 'return', 'issue'] as const)
      expect(takeStep(jointSteps[name], notice, drafter)).toMatchObject({ ok: false, refusal: { code: 'samePerson' } })
    expect(takeStep(jointSteps.redraft, notice, other)).toMatchObject({ ok: false, refusal: { code: 'otherPerson' } })
  })

  it('let nobody sign for two agencies, or issue for one what they signed for another', () => {
    const notice = { state: 'countersigning', draftedById: drafter.userId, unsigned: [], signedByIds: [other.userId] } as const
    for (const name of ['sign', 'issue'] as const)
      expect(takeStep(jointSteps[name], notice, other)).toMatchObject({ refusal: { code: 'samePerson' } })
  })

  it('let heads alone sign, and issue nothing before all have signed', () => {
    for (const name of ['sign', 'return', 'issue'] as const) expect(jointSteps[name].by.map(({ role }) => role)).toEqual(['approver'])
    const notice = { state: 'countersigning', draftedById: drafter.userId, unsigned: ['示例市公安局'], signedByIds: [] } as const
    expect(takeStep(jointSteps.issue, notice, other)).toMatchObject({
      refusal: { code: 'incomplete', detail: { missing: ['示例市公安局'] } },
    })
  })
})

describe('the text that is signed', () => {
  it('is another with another word, recipient, copy or organ, and the same with other line ends', () => {
    const kept = jointText(text)
    const changes = [
      { title: '关于开展整治的通知' },
      { recipients: [] },
      { body: '一、总体要求' },
      { copies: ['市委'] },
      { signerIds: ['FI', 'PS'] },
    ]
    for (const change of changes) expect(voidsSignatures(kept, jointText({ ...text, ...change }))).toBe(true)
    expect(voidsSignatures(kept, jointText({ ...text, body: text.body.replace('\n', '\r\n') }))).toBe(false)
  })

  it('counts a signature to this text alone, and asks nobody twice', () => {
    const signed = { agencyId: 'PS', state: 'signed', textSha256: 'one' } as const
    expect(unsignedOf(text.signerIds, [signed], 'one')).toEqual(['FI'])
    expect(unsignedOf(text.signerIds, [signed], 'two')).toEqual(['PS', 'FI'])
    expect(unsignedOf(text.signerIds, [{ ...signed, state: 'voided' }], 'one')).toEqual(['PS', 'FI'])
    const asked = { agencyId: 'FI', state: 'asked', textSha256: 'one' } as const
    expect(toAsk(text.signerIds, [signed, asked], 'one')).toEqual([])
    expect(toAsk(text.signerIds, [signed, { ...asked, state: 'returned' }], 'one')).toEqual(['FI'])
  })
})
