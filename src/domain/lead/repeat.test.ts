import { expect, it } from 'vitest'
import { certain, likenesses, likenessesOf, proposesDenser, type Subject, undecidedLikenesses } from './repeat'

const subject = (given: Partial<Subject>): Subject => ({
  ...{ idIndex: null, personName: null, institutionId: null, institutionName: '清溪医院', institution: null },
  ...given,
})
const register = { phone: '0537-2345678', address: '清溪路 1 号', creditCode: null }

it.each<[string, Partial<Subject>, Partial<Subject>, string[]]>([
  ['one number', { idIndex: 'x', institutionName: '甲' }, { idIndex: 'x', institutionName: '乙' }, ['sameIdNumber']],
  ['nothing said of either', { institutionName: '甲' }, { institutionName: '乙' }, []],
  ['one entry of the register', { institutionId: 'a' }, { institutionId: 'a' }, ['sameInstitution']],
  ['one name, one of them not in the register', { institutionId: 'a' }, { institutionName: '清溪 医院' }, ['sameInstitutionName']],
  ['one name under two entries', { institutionId: 'a' }, { institutionId: 'b' }, []],
  [
    'one telephone and address',
    { institutionId: 'a', institutionName: '甲', institution: register },
    { institutionId: 'b', institutionName: '乙', institution: { ...register, phone: '05372345678' } },
    ['samePhone', 'sameAddress'],
  ],
  [
    'one name there, one without a number',
    { institutionId: 'a', personName: '王芳', idIndex: 'x' },
    { institutionId: 'a', personName: '王芳' },
    ['sameInstitution', 'sameNameThere'],
  ],
  [
    'one name and two numbers',
    { institutionId: 'a', personName: '王芳', idIndex: 'x' },
    { institutionId: 'a', personName: '王芳', idIndex: 'y' },
    ['sameInstitution'],
  ],
])('finds in %s what is alike', (_, one, other, alike) => {
  expect(likenessesOf(subject(one), subject(other))).toEqual(alike)
  expect(likenessesOf(subject(other), subject(one))).toEqual(alike)
})

it('asks about the person where the institution is sure, and about the institution where the person is', () => {
  const there = { institutionId: 'a', personName: '王芳', institution: register }
  const elsewhere = { institutionId: 'b', institutionName: '乙', institution: register }
  const waiting = (one: Partial<Subject>, other: Partial<Subject>) => undecidedLikenesses(subject(one), subject(other))
  expect(waiting({ ...there, idIndex: 'x' }, there)).toEqual(['sameNameThere'])
  expect(waiting({ ...there, idIndex: 'x' }, { ...there, idIndex: 'x' })).toEqual([])
  expect(waiting({ ...there, idIndex: 'x' }, { ...there, idIndex: 'y' })).toEqual([])
  expect(waiting({ ...there, idIndex: 'x' }, { ...elsewhere, idIndex: 'x' })).toEqual(['samePhone', 'sameAddress'])
})

it('is sure of keys alone, and proposes denser checks from the third list or the second proof', () => {
  expect(
    Object.entries(likenesses)
      .filter(([, score]) => score >= certain)
      .map(([name]) => name),
  ).toEqual(['sameIdNumber', 'sameInstitution', 'sameCreditCode'])
  expect([
    proposesDenser({ lists: 2, substantiated: 1 }),
    proposesDenser({ lists: 3, substantiated: 0 }),
    proposesDenser({ lists: 1, substantiated: 2 }),
  ]).toEqual([false, true, true])
})
