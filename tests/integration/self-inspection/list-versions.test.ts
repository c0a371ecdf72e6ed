import { randomUUID } from 'node:crypto'
import { describe, expect, it, vi } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { asActor } from '#platform/db'
import { rowContext } from '#server/access'
import { importChecklist } from '#server/self-inspection/list/import-checklist'
import { compareChecklists, getChecklist, listChecklists } from '#server/self-inspection/list/list-queries'
import { assignField, discardChecklist, issueChecklist } from '#server/self-inspection/list/take-list-step'
import { city, county, done, officerOf } from '../../fixtures/campaigns'
import { trailOf } from '../../fixtures/filings'
import { complianceOfficer } from '../../fixtures/people'
import { aDraft, aListName, anIssuedList, itemsOfList, listCsv, uploaded } from '../../fixtures/problem-lists'
import { asOwner } from '../../support/as-owner'

// Each upload and each import reads its file in a process of its own.
vi.setConfig({ testTimeout: 120_000 })

const refusedWith = (code: string) => ({ ok: false, refusal: { code } })
const first = listCsv([
  ['A1', '骨科', '重复收费', '同一切口重复收费', '手术记录'],
  ['A2', '血透', '串换项目', '透析耗材串换', ''],
  ['A3', '', '超标准收费', '护理费超标准', ''],
])
const second = listCsv([
  ['A1', '骨科', '重复收费', '同一切口重复收费', '手术记录'],
  ['A2', '血透', '串换项目', '透析耗材、药品串换', '出入库记录'],
  ['A4', '麻醉', '', '麻醉监测重复收费', ''],
])
const stateOf = async (id: string) =>
  (await asOwner<{ state: string; version: number }>('SELECT state::text, version FROM checklist WHERE id = $1', [id]))[0]

describe('a draft', () => {
  it('is put in force by a second person, once', async () => {
    const checklistId = await aDraft(city.handler, first)
    const both = officerOf('MI', 370800, ['handler', 'approver'], { userId: city.handler.userId })
    expect(await issueChecklist(both, { checklistId, version: 1 })).toMatchObject(refusedWith('samePerson'))
    expect(await issueChecklist(city.approver, { checklistId, version: 7 })).toMatchObject(refusedWith('changedMeanwhile'))
    done(await issueChecklist(city.approver, { checklistId, version: 1 }))
    expect(await issueChecklist(city.approver, { checklistId, version: 2 })).toMatchObject(refusedWith('wrongState'))
    expect(await trailOf(checklistId)).toEqual(['checklist.issue'])
    expect((await getChecklist(county.handler, checklistId))?.issuedByName).toBe(city.approver.name)
    await expect(
      asOwner('UPDATE checklist SET issued_by_id = imported_by_id WHERE id = $1', [checklistId]),
      'the database holds to two people',
    ).rejects.toThrow(/two_people/)
  })

  it('is neither issued nor discarded by others, nor seen below before it is in force', async () => {
    const checklistId = await aDraft(city.handler, first)
    const strangers: Actor[] = [
      county.approver,
      officerOf('MI', 370000, ['approver']),
      officerOf('PS', 370800, ['approver']),
      complianceOfficer(randomUUID(), 370811),
    ]
    for (const actor of strangers) {
      expect(await issueChecklist(actor, { checklistId, version: 1 })).toMatchObject(refusedWith('notFound'))
      expect(await discardChecklist(actor, { checklistId, version: 1 })).toMatchObject(refusedWith('notFound'))
    }
    expect(await issueChecklist(city.handler, { checklistId, version: 1 })).toMatchObject(refusedWith('notFound'))
    expect(await getChecklist(county.handler, checklistId)).toBeNull()
    expect(await stateOf(checklistId)).toEqual({ state: 'draft', version: 1 })
    done(await discardChecklist(city.handler, { checklistId, version: 1 }))
    expect(await issueChecklist(city.approver, { checklistId, version: 2 })).toMatchObject(refusedWith('wrongState'))
    expect((await listChecklists(city.handler)).lists.map(({ id }) => id)).not.toContain(checklistId)
  })

  it('cannot be written any more once it is in force, whatever a command might let through', async () => {
    const checklistId = await anIssuedList(first)
    const [item] = await itemsOfList(checklistId)
    expect(await assignField(city.handler, { checklistId, itemIds: [item?.id], fieldId: 'imaging' })).toMatchObject(
      refusedWith('wrongState'),
    )
    const changed = await asActor(rowContext(city.handler), (tx) =>
      tx.checklistItem.updateMany({ where: { checklistId }, data: { text: '改过的' } }),
    )
    expect(changed.count).toBe(0)
  })
})

describe('the next version', () => {
  it('has the list’s name and the next number, and says what differs, field by field', async () => {
    const ofId = await anIssuedList(first)
    const nextId = await aDraft(city.handler, second, { as: 'next', ofId, name: '' })
    const found = await compareChecklists(county.handler, nextId, null)
    expect(found, 'a draft is not seen below').toBeNull()
    done(await issueChecklist(city.approver, { checklistId: nextId, version: 1 }))
    const compared = await compareChecklists(county.handler, nextId, null)
    expect(compared?.before).toMatchObject({ id: ofId, versionNo: 1 })
    expect(compared?.after).toMatchObject({ versionNo: 2, name: compared?.before?.name })
    const { added, removed, changed, unchanged } = compared?.comparison ?? {}
    expect([added?.map(({ code }) => code), removed?.map(({ code }) => code), unchanged]).toEqual([['A4'], ['A3'], 1])
    expect(changed?.map(({ after, parts }) => [after.code, parts])).toEqual([['A2', ['text', 'evidenceHint']]])
    // The other way round, what was added is removed.
    const back = await compareChecklists(county.handler, ofId, nextId)
    expect(back?.comparison?.removed.map(({ code }) => code)).toEqual(['A4'])
  })

  it('is not of a draft, nor of another agency’s list; of two at once each gets its number', async () => {
    const draft = await aDraft(city.handler, first)
    const foreign = await anIssuedList(first, {}, county)
    for (const ofId of [draft, foreign, randomUUID()]) {
      const importId = await uploaded(city.handler, second)
      const input = { importId, version: 1, as: 'next', ofId, year: '2025' }
      expect(await importChecklist(city.handler, input)).toMatchObject(refusedWith('notFound'))
    }
    const ofId = await anIssuedList(first)
    const drafts = await Promise.all([0, 1].map(() => aDraft(city.handler, second, { as: 'next', ofId, name: '' })))
    const numbers = await asOwner<{ version_no: number }>('SELECT version_no FROM checklist WHERE id = ANY ($1) ORDER BY 1', [drafts])
    expect(numbers.map(({ version_no }) => version_no)).toEqual([2, 3])
  })
})

describe('an extension', () => {
  const own = listCsv([
    ['A1', '', '', '', '出院小结、费用清单'],
    ['A2', '', '', '透析耗材串换，含一次性管路', ''],
    ['B1', '口腔', '超标准收费', '种植牙费用拆分', ''],
  ])
  const withoutText = (rows: string[][]) => listCsv(rows)

  it('stands on the list from above with all of its items, and says of each what it changes', async () => {
    const baseId = await anIssuedList(first)
    const extended = await anIssuedList(
      withoutText([
        ['A1', '骨科', '重复收费', '同一切口重复收费', '出院小结、费用清单'],
        ['A2', '血透', '', '透析耗材串换，含一次性管路', ''],
        ['B1', '口腔', '超标准收费', '种植牙费用拆分', ''],
      ]),
      { as: 'extension', ofId: baseId, name: aListName(), fields: { 口腔: 'new' } },
      county,
    )
    const items = await itemsOfList(extended)
    expect(items.map(({ code, change }) => [code, change])).toEqual([
      ['A1', 'addsEvidence'],
      ['A2', 'tightens'],
      ['A3', null],
      ['B1', 'adds'],
    ])
    expect(items[0]).toMatchObject({ text: '同一切口重复收费', evidence_hint: '出院小结、费用清单', field_id: 'orthopaedics' })
    const compared = await compareChecklists(county.handler, extended, null)
    expect(compared?.before?.id).toBe(baseId)
    expect(compared?.comparison).toMatchObject({ removed: [], unchanged: 1 })
    // The list it stands on is as it was, and not seen of another county's extension.
    expect((await itemsOfList(baseId)).map(({ change }) => change)).toEqual([null, null, null])
    expect(await getChecklist(officerOf('MI', 370812, ['handler']), extended)).toBeNull()
  })

  it('refuses a row that says no problem, and follows its base to the newest version', async () => {
    const baseId = await anIssuedList(first)
    const name = aListName()
    const extended = await anIssuedList(own, { as: 'extension', ofId: baseId, name }, county)
    expect((await itemsOfList(extended)).map(({ code }) => code)).toEqual(['A1', 'A2', 'A3', 'B1'])
    await anIssuedList(second, { as: 'next', ofId: baseId, name: '' })
    const next = await aDraft(county.handler, own, { as: 'next', ofId: extended, name: '' })
    expect((await itemsOfList(next)).map(({ code, change }) => [code, change])).toEqual([
      ['A1', null],
      ['A2', 'tightens'],
      ['A4', null],
      ['B1', 'adds'],
    ])
  })
})
