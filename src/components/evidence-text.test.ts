import fc from 'fast-check'
import { expect, it } from 'vitest'
import { cutBySpans } from './evidence-text'

it('cuts where spans begin and end, and marks a piece with every span over it', () => {
  const pieces = cutBySpans('一二三四五六', [
    { id: 'a', start: 1, end: 4 },
    { id: 'b', start: 3, end: 5 },
  ])
  expect(pieces.map(({ text, ids }) => [text, ids.join()])).toEqual([
    ['一', ''],
    ['二三', 'a'],
    ['四', 'a,b'],
    ['五', 'b'],
    ['六', ''],
  ])
})

it('never loses a character, whatever the spans', () => {
  const span = fc.record({ id: fc.string(), start: fc.integer({ min: -2, max: 12 }), end: fc.integer({ min: -2, max: 12 }) })
  fc.assert(
    fc.property(fc.string({ maxLength: 10 }), fc.array(span, { maxLength: 6 }), (text, spans) => {
      expect(
        cutBySpans(text, spans)
          .map((piece) => piece.text)
          .join(''),
      ).toBe(text)
    }),
  )
})
