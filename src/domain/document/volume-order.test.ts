import { describe, expect, it } from 'vitest'
import { evidenceKinds } from '../evidence/kinds'
import { documentKinds } from './kinds'
import { innerPapers } from './kinds-of-penalties'
import { inVolumeOrder, partOf, sectionOfEvidence, sectionOfPaper, type volumeSections } from './volume-order'

const paper = (section: (typeof volumeSections)[number]['id'], on = '', title = '') => ({ section, on, number: '', title })

describe('the order of a volume', () => {
  it('has a place for each paper of the house and each kind of evidence', () => {
    const house = Object.entries(documentKinds).filter(([, { origin }]) => origin === 'house')
    expect(Object.keys(sectionOfPaper).toSorted()).toEqual(house.map(([kind]) => kind).toSorted())
    expect(Object.keys(sectionOfEvidence).toSorted()).toEqual(evidenceKinds.toSorted())
  })

  it('begins with the decision and ends with the closing, and each section by its days', () => {
    const given = [paper('closing'), paper('records', '2026-06-09'), paper('filing'), paper('records', '2026-06-05'), paper('decision')]
    expect(inVolumeOrder(given).map(({ section, on }) => section + on)).toEqual([
      ...['decision', 'filing', 'records2026-06-05', 'records2026-06-09', 'closing'],
    ])
  })

  it('puts what the bureau says within itself apart from what the party may see', () => {
    for (const kind of innerPapers) {
      const section = sectionOfPaper[kind]
      expect(section && partOf({ section, secrecy: 2, namesTeller: false }), kind).toBe('innerVolume')
    }
    expect(partOf({ section: 'decision', secrecy: 2, namesTeller: false })).toBe('volume')
  })

  it('puts what is secret, and what names who told, into a part of its own', () => {
    expect(partOf({ section: 'referral', secrecy: 3, namesTeller: false })).toBe('secretVolume')
    expect(partOf({ section: 'records', secrecy: 3, namesTeller: false })).toBe('secretVolume')
    expect(partOf({ section: 'lead', secrecy: 2, namesTeller: true })).toBe('secretVolume')
    expect(partOf({ section: 'lead', secrecy: 2, namesTeller: false })).toBe('innerVolume')
  })
})
