import { describe, expect, it } from 'vitest'
import { takenBack, versionSchema, withSupply } from './snapshot'

const letter = { seq: 1, kind: 'transferLetter' as const, title: '线索移送函', pages: 3, sha256: 'a', fileId: null }
const delivered = versionSchema.parse({ number: 'YS-1', title: '病历不规范', summary: '代签', materials: [letter] })
const more = (seq: number) => ({ seq, kind: 'evidence' as const, title: `材料${seq}`, pages: 1, sha256: 'b', fileId: null })

describe('the whole that the other side sees', () => {
  it('keeps what it was, and says with which words each supply came', () => {
    const once = withSupply(delivered, '处方', [more(2), more(3)])
    const twice = withSupply(once, '仅作说明', [])
    expect(twice.materials.map(({ seq }) => seq)).toEqual([1, 2, 3])
    expect(twice.supplied).toEqual([
      { note: '处方', seqs: [2, 3] },
      { note: '仅作说明', seqs: [] },
    ])
    expect(twice).toMatchObject({ summary: '代签', withdrawn: null })
    expect(delivered.supplied).toEqual([])
  })

  it('of what was taken back is its name and the reason', () => {
    expect(takenBack(withSupply(delivered, '处方', [more(2)]), '误送')).toMatchObject({
      ...{ number: 'YS-1', title: '病历不规范', summary: '', materials: [], supplied: [], case: null, withdrawn: { reason: '误送' } },
    })
  })
})
