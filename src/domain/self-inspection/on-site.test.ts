import { expect, it } from 'vitest'
import { isWhole, resultOf } from './on-site'

const line = (result: 'agrees' | 'underDeclared' | 'notRemedied', differenceFen: bigint | null = null) => ({ result, differenceFen })

it('the lines say what the institution came to', () => {
  expect(resultOf([line('agrees'), line('agrees')])).toEqual({ result: 'agrees', discrepancyFen: null })
  expect(resultOf([line('agrees'), line('underDeclared', 300n), line('underDeclared', 20n)])).toEqual({
    result: 'discrepancy',
    discrepancyFen: 320n,
  })
  expect(resultOf([line('agrees'), line('notRemedied')])).toEqual({ result: 'discrepancy', discrepancyFen: 0n })
})

it.each([
  ['agrees', null, '', true],
  ['agrees', 1n, '', false],
  ['underDeclared', 1n, '少报', true],
  ['underDeclared', null, '少报', false],
  ['underDeclared', 0n, '少报', false],
  ['underDeclared', 1n, '', false],
  ['notRemedied', null, '仍在收费', true],
  ['notRemedied', 5n, '仍在收费', true],
  ['notRemedied', null, '', false],
] as const)('%s with %s and the words “%s” is whole: %s', (result, differenceFen, note, whole) => {
  expect(isWhole({ result, differenceFen, note })).toBe(whole)
})
