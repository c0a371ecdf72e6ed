import { expect, it } from 'vitest'
import { asText, asUnheard, heldFileOf, unheardFileOf } from './draft-files'

it('keeps a file in a draft by id and name, whatever the name is', () => {
  const id = '4f1c2a90-6f0d-4a5e-9d3b-0c1d2e3f4a5b'
  for (const name of ['护理费 明细(1).pdf', 'a', '两\n行.pdf']) expect(heldFileOf(asText({ id, name }))).toEqual({ id, name })
  for (const wrong of ['', id, `${id} `, '护理费.pdf', `x${id} a`]) expect(heldFileOf(wrong)).toBeNull()
})

it('tells an upload that nobody heard the end of from a file that is there', () => {
  const upload = { id: '4f1c2a90-6f0d-4a5e-9d3b-0c1d2e3f4a5b', name: '+明细 1.pdf' }
  expect([unheardFileOf(asUnheard(upload)), heldFileOf(asUnheard(upload)), unheardFileOf(asText(upload))]).toEqual([upload, null, null])
})
