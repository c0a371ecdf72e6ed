import { describe, expect, it } from 'vitest'
import { takeStep } from '../../kernel/workflow'
import { type Publication, publicationStages, publicationStepNames, publicationSteps, withoutPersons } from './publicity'

const code = (result: object) => ('refusal' in result ? (result.refusal as { code: string }).code : 'ok')

describe('the text by which a decision is made public', () => {
  const known = {
    parties: [
      { kind: 'institution', name: '清溪医院' },
      { kind: 'person', name: '陈某明' },
    ],
    officers: ['张敏', '李强'],
    met: ['周建国', '清溪医院'],
  } as const
  it.each([
    ['清溪医院虚假住院，处罚款12万元。', 'ok'],
    ['清溪医院及陈某明虚假住院。', 'namesPerson'],
    ['承办人张敏，清溪医院被处罚。', 'namesPerson'],
    ['当事人证件号码37089919810512003X。', 'holdsPersonalNumber'],
    ['联系电话13800138000。', 'holdsPersonalNumber'],
    ['清溪医院及陈 某　明虚假住院。', 'namesPerson'],
    ['联系电话138 0013-8000。', 'holdsPersonalNumber'],
    ['联系电话１３８００１３８０００。', 'holdsPersonalNumber'],
    ['证件号码370899 19810512 003X。', 'holdsPersonalNumber'],
    ['证件号码370899810512003。', 'holdsPersonalNumber'],
    ['注册号370811200013579。', 'ok'],
    ['经院办主任周建国确认，清溪医院虚假住院。', 'namesPerson'],
    ['决定书文号示医保罚〔2026〕4号，统一社会信用代码12370899MB0000001X。', 'ok'],
  ])('%s: %s', (text, expected) => expect(code(withoutPersons(text, known))).toBe(expected))
})

it('is open from exactly these stages, and approved by another person while the decision stands', () => {
  const subject: Publication = { state: 'drafted', draftedById: 'a', stands: true, publishedOn: null }
  const open = publicationStepNames.map((name) => [
    name,
    publicationStages.filter((state) => takeStep(publicationSteps[name], { ...subject, state }, { userId: 'b' }).ok).join(' '),
  ])
  expect(open).toEqual([
    ['approve', 'drafted'],
    ['withhold', 'drafted'],
    ['drop', 'drafted approved'],
    ['publish', 'approved'],
    ['withdraw', 'published'],
  ])
  expect(code(takeStep(publicationSteps.approve, subject, { userId: 'a' }))).toBe('samePerson')
  expect(code(takeStep(publicationSteps.approve, { ...subject, stands: false }, { userId: 'b' }))).toBe('notPublishable')
  expect(code(takeStep(publicationSteps.publish, { ...subject, state: 'approved', stands: false }, { userId: 'b' }))).toBe('notPublishable')
})
