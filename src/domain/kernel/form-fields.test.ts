import { expect, it } from 'vitest'
import { z } from 'zod'
import { oneOrMore, several } from './form-fields'

it('takes a field that a form has once, several times or not at all', () => {
  const field = several(z.enum(['a', 'b']))
  expect(field.parse('a')).toEqual(['a'])
  expect(field.parse(['b', 'a'])).toEqual(['b', 'a'])
  expect(field.default([]).parse(undefined)).toEqual([])
  for (const wrong of ['c', ['a', 'c'], undefined]) expect(field.safeParse(wrong).success).toBe(false)
})

it('takes words in one field with commas, or in several', () => {
  const taken = [undefined, '', 'M02', 'M02,M06', ['M02', 'M06'], ['M02', '']].map((given) => oneOrMore.parse(given))
  expect(taken).toEqual([[], [], ['M02'], ['M02', 'M06'], ['M02', 'M06'], ['M02']])
})
