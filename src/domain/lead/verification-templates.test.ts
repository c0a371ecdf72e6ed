import { describe, expect, it } from 'vitest'
import { checkedPoints, proofFor, templateFor, verificationTemplates } from './verification-templates'

describe('verification templates', () => {
  it('has one for each of the 33 models, with something in every part', () => {
    expect(verificationTemplates.map(({ model }) => model)).toEqual(
      Array.from({ length: 33 }, (_, index) => `M${String(index + 1).padStart(2, '0')}`),
    )
    for (const { model, fetch, ask, falseAlarms, words, proof } of verificationTemplates) {
      for (const part of [fetch, ask, falseAlarms, words]) expect(part.length, model).toBeGreaterThan(0)
      expect(new Set([...fetch, ...ask, ...falseAlarms]).size, model).toBe(fetch.length + ask.length + falseAlarms.length)
      expect(Math.min(proof.true.length, proof.untrue.length), model).toBeGreaterThan(3)
    }
    const words = verificationTemplates.flatMap((template) => template.words)
    expect(words.filter((word, place) => words.indexOf(word) !== place)).toEqual([])
  })

  it.each([
    ['M07', '追溯码在两家药店重复结算', null],
    ['M08', '参保人异地购药，频繁更换药店', null],
    ['M03', '挂床住院', null],
    ['M22', '挂床住院', 'M22'],
  ])('is told as %s from “%s”', (model, behaviour, modelCode) => {
    expect(templateFor({ modelCode, behaviour })).toMatchObject({ template: { model }, guessed: modelCode === null })
  })

  it('is none where neither model nor wording tells one', () => {
    expect(templateFor({ modelCode: null, behaviour: '其他问题' })).toBeNull()
    expect(templateFor({ modelCode: 'L-370800-1', behaviour: '其他问题' })).toBeNull()
  })

  it('keeps the words of the points that were ticked, and nothing that it does not have', () => {
    const template = templateFor({ modelCode: 'M02', behaviour: '' })?.template ?? null
    expect(checkedPoints(template, ['falseAlarms-2', 'fetch-1', 'fetch-99', '<script>'])).toEqual([
      '两次住院的病案首页和出院小结',
      '产科、精神科',
    ])
    expect(checkedPoints(null, ['fetch-1'])).toEqual([])
  })

  it('says for all six conclusions what the file must hold', () => {
    const template = templateFor({ modelCode: 'M07', behaviour: '' })?.template ?? null
    expect(proofFor(template, 'substantiated')).not.toBe(proofFor(null, 'substantiated'))
    expect(proofFor(template, 'merged')).toBe(proofFor(null, 'merged'))
  })
})
