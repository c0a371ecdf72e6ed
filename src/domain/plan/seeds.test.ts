import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parsePlan } from './parse-plan'
import { type Plan, planSchema } from './plan'

/** Five published plans, and what a person found in each of them by reading. */
const names = ['fj24', 'jn24', 'jn23', 'wh24', 'jl24']
const fixture = (file: string) => readFileSync(new URL(`../../../tests/fixtures/plans/${file}`, import.meta.url), 'utf8')

function read(name: string): Plan {
  const result = parsePlan(fixture(`${name}.txt`))
  if (!result.ok) throw new Error(`${name} was refused: ${result.refusal.code}`)
  return result.value
}

const compact = (text: string) => text.replace(/\s/g, '')

/** Whether the characters of `words` stand in `text` in this order, others between them allowed. */
function standsIn(words: string, text: string): boolean {
  let from = 0
  for (const character of compact(words)) {
    from = text.indexOf(character, from) + 1
    if (from === 0) return false
  }
  return true
}

/** Every field of the plan that holds words, by its path. */
function leaves(value: unknown, path = ''): [string, string | number][] {
  if (value === null || value === undefined) return []
  if (typeof value === 'string' || typeof value === 'number') return [[path, value]]
  if (Array.isArray(value)) return value.flatMap((one, index) => leaves(one, `${path}[${index}]`))
  return Object.entries(value).flatMap(([key, one]) => leaves(one, path ? `${path}.${key}` : key))
}

/** Fields that sum up words instead of repeating them. */
const summedUp = /^kind$|\.(?:seq|kind|department)$|^fields\[|dueOn$|^issuedOn$/
const withoutWords = /^kind$|\.seq$|^warnings\[|^annexes\[\d+\]\.text$/

describe.each(names)('%s', (name) => {
  const { evidence, text, ...fields } = read(name)

  it('is read as a person reads it, field by field', () => {
    expect(fields).toEqual(JSON.parse(fixture(`${name}.expected.json`)))
  })

  it('keeps to the schema', () => {
    expect(planSchema.safeParse(read(name)).error).toBeUndefined()
  })

  it('has evidence for every field that says something', () => {
    const said = leaves(fields).filter(([path, value]) => value !== '' && !withoutWords.test(path))
    expect(said.map(([path]) => path).filter((path) => !(path in evidence))).toEqual([])
  })

  it('points at the words themselves', () => {
    const wrong = leaves(fields).filter(([path, value]) => {
      const span = evidence[path]
      if (!span || summedUp.test(path)) return false
      const words = compact(text.slice(span.start, span.end))
      const shares = /^recipients|\.units\[|^documentNumber$|\.documentNumber$|\.leadUnit$|^sections/.test(path)
      return shares ? !standsIn(String(value).replace(/[〔〕、]/g, ''), words) : !words.includes(compact(String(value)))
    })
    expect(wrong).toEqual([])
  })

  it('points at a stretch of the text, and no further than the field needs', () => {
    for (const [path, { start, end }] of Object.entries(evidence)) {
      expect([path, start >= 0 && start < end && end <= text.length]).toEqual([path, true])
    }
    expect(text.slice(evidence.title?.start, evidence.title?.end)).not.toContain('\n')
  })

  it('is the same plan when its text is read again', () => {
    expect(parsePlan(text)).toEqual({ ok: true, value: read(name) })
  })
})

it('shows the words of summed-up fields', () => {
  const { evidence, text } = read('jn24')
  const words = (path: string) => text.slice(evidence[path]?.start, evidence[path]?.end)
  expect(words('issuedOn')).toBe('2024年5月17日')
  expect(words('year')).toBe('2024')
  expect(words('stages[3].dueOn')).toBe('2024年12月初完成')
  expect(words('fields[2]')).toBe('心内')
  expect(words('duties[3].department')).toMatch(/^公安部门负责/)
  expect(words('recipients[1].name')).toBe('各县（市、区）医疗保障局、法院')
})
