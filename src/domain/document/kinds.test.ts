import { expect, it } from 'vitest'
import { documentKinds, documentsMissingFor, documentsRequiredFor, isDocumentKind } from './kinds'

it('sends no case to the police without letter, report and list of items', () => {
  expect(documentsRequiredFor('referral.deliver')).toEqual(['transferLetter', 'investigationReport', 'itemList'])
  expect(documentsMissingFor('referral.deliver', ['itemList', 'transferLetter', 'examinationReport'])).toEqual(['investigationReport'])
  expect(documentsMissingFor('referral.deliver', ['itemList', 'transferLetter', 'investigationReport'])).toEqual([])
})

it('asks only for papers that can be had before the step', () => {
  for (const [kind, { origin, requiredFor }] of Object.entries(documentKinds)) {
    if (requiredFor.length > 0) expect(origin, kind).toBe('house')
  }
})

it('knows its own kinds', () => {
  expect(isDocumentKind('transferLetter')).toBe(true)
  expect(isDocumentKind('toString')).toBe(false)
})
