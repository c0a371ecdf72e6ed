import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FeeNeed } from '#domain/screening/fee-line'
import { checklistItemRows } from '../../prisma/reference/rows'
import { charge } from '../../tests/support/charges'
import { billingModels, billingRules, screenCharges } from './engine'

const everything = new Set<FeeNeed>(['sex', 'age', 'medType', 'stay', 'death', 'diagnosis', 'unit', 'price', 'priceCap', 'supplyDays'])

describe('the rules', () => {
  it('have ids of their own', () => expect(new Set(billingRules.map(({ id }) => id)).size).toBe(billingRules.length))

  it('stand behind items of the platform’s problem list that name their model and their words', () => {
    const items = new Map(checklistItemRows().map((item) => [item.code, { text: item.text, modelIds: item.modelIds as string[] }]))
    const loose = billingRules.filter(({ item, model }) => {
      if (!item) return false
      const listed = items.get(item.code)
      return !listed?.modelIds.includes(model) || !item.words.test(listed.text)
    })
    expect(loose.map(({ id, item, model }) => [id, model, item?.code, items.get(item?.code ?? '')])).toEqual([])
  })
})

describe('a file', () => {
  it('is checked by what its columns allow, and says what could not be looked at', () => {
    const { hits, skipped } = screenCharges([charge({ name: '前列腺彩超', sex: 'female' })], new Set())
    expect(hits).toEqual([])
    expect(skipped.find(({ rule }) => rule.id === 'sex.prostate')?.lacks).toEqual(['sex'])
    expect(skipped.length).toBe(billingModels.filter(({ needs }) => needs.length > 0).flatMap(({ rules }) => rules).length)
  })

  it('has lines taken back, which are no charges: by their number, or else the latest alike', () => {
    const twice = [charge({ name: '血液透析滤过' }), charge({ name: '血液透析', serial: 'A', count: 1 })]
    const back = charge({ name: '血液透析', serial: 'A', count: -1, amountFen: -1000n })
    expect(screenCharges(twice, everything).hits.map(({ rule }) => rule)).toEqual(['pair.dialysis'])
    expect(screenCharges([...twice, back], everything)).toMatchObject({ hits: [], cancelledOut: 2 })
    expect(screenCharges([...twice, { ...back, serial: 'other' }], everything)).toMatchObject({ hits: [], cancelledOut: 2 })
    expect(screenCharges([...twice, { ...back, serial: '', count: -2 }], everything)).toMatchObject({ cancelledOut: 1 })
  })

  it('gives the same hits whatever the order of its rows, and none between two people', () => {
    const names = ['血液透析滤过', '血液透析', 'Ⅰ级护理', 'Ⅱ级护理', '糖化血红蛋白测定', '心电监测']
    const line = fc.record({ name: fc.constantFrom(...names), who: fc.constantFrom('1', '2'), day: fc.integer({ min: 1, max: 28 }) })
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (told) => {
        const lines = told.map(({ name, who, day }) =>
          charge({ name, visit: `Z${who}`, person: `R${who}`, at: `2026-02-${String(day).padStart(2, '0')} 08:00:00` }),
        )
        const found = (all: typeof lines) =>
          screenCharges(all, everything)
            .hits.map(({ rule, why, lines: held }) => [rule, why, ...held.map(({ row }) => row).sort()].join())
            .sort()
        expect(found([...lines].reverse())).toEqual(found(lines))
        for (const { lines: held } of screenCharges(lines, everything).hits) expect(new Set(held.map(({ person }) => person)).size).toBe(1)
      }),
      { numRuns: 60 },
    )
  })

  it('tells how far it has come', () => {
    const told: number[] = []
    screenCharges([charge({ name: '血常规' })], everything, (share) => told.push(share))
    expect(told.at(-1)).toBe(1)
    expect([...told].sort((one, other) => one - other)).toEqual(told)
  })
})
