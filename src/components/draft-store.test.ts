import { beforeEach, describe, expect, it } from 'vitest'
import { type DraftStorage, keepDraftsOf, readDraft, removeDraft, writeDraft } from './draft-store'

const day = 86_400_000
const now = Date.UTC(2026, 4, 8)
const draft = { savedAt: now, values: { reason: ['参保人员张某的就诊记录'] } }

let kept: Map<string, string>
let storage: DraftStorage
beforeEach(() => {
  kept = new Map()
  storage = {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    key: (at) => [...kept.keys()][at] ?? null,
    get length() {
      return kept.size
    },
  }
})

describe('a draft on a shared machine', () => {
  it('is offered to the person who typed it, for a week, and to nobody else', () => {
    writeDraft(storage, 'zhang', 'lead:1', draft)
    expect(readDraft(storage, 'zhang', 'lead:1', now + 6 * day)).toEqual(draft)
    expect(readDraft(storage, 'zhang', 'lead:1', now + 7 * day)).toBeNull()
    expect(readDraft(storage, 'li', 'lead:1', now)).toBeNull()
    removeDraft(storage, 'li', 'lead:1')
    expect(readDraft(storage, 'zhang', 'lead:1', now)).toEqual(draft)
    removeDraft(storage, 'zhang', 'lead:1')
    expect(kept.size).toBe(0)
  })

  it('is gone once somebody else works there, as is one that has grown old or names nobody', () => {
    writeDraft(storage, 'zhang', 'lead:1', draft)
    writeDraft(storage, 'zhang', 'case:2', draft)
    writeDraft(storage, 'li', 'lead:1', draft)
    writeDraft(storage, 'li', 'lead:2', { ...draft, savedAt: now - 8 * day })
    storage.setItem('qy-draft:lead:3', JSON.stringify(draft))
    storage.setItem('qy-columns', 'kept')
    keepDraftsOf(storage, 'li', now)
    expect([...kept.keys()].sort()).toEqual(['qy-columns', 'qy-draft:li:lead:1'])
  })
})
