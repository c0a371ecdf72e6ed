import { beforeAll, describe, expect, it } from 'vitest'
import { asActor } from '#platform/db'
import { rowContext } from '#server/access'
import { aCaseUnderInvestigation } from '../../fixtures/case-scenes'
import { anApprovedPoliceReferral, aScene, type Scene } from '../../fixtures/referral-scenes'
import { asOwner } from '../../support/as-owner'

let scene: Scene
let caseId: string
beforeAll(async () => {
  scene = await aScene()
  caseId = await aCaseUnderInvestigation(scene)
})

const refused = /what was issued does not change/
type Paper = { id: string; number: string; revision: number }
const issuedOf = async (subjectId: string): Promise<Paper> => {
  const [paper] = await asOwner<Paper>(
    `SELECT id, number, revision FROM official_document WHERE subject_id = $1 AND state = 'issued' AND number IS NOT NULL`,
    [subjectId],
  )
  if (!paper) throw new Error('no paper was issued')
  return paper
}

describe('an issued paper', () => {
  it.each([
    ['words', `input = '{}'`],
    ['title', `title = '另一份'`],
    ['number', `number = number || '之一'`],
    ['file', 'file_id = NULL'],
    ['revision', 'revision = revision + 1'],
    ['matter', 'subject_id = gen_random_uuid()'],
    ['state, back to a draft', `state = 'draft'`],
    ['state, voided with nothing in its place', `state = 'voided'`],
    ['secrecy, lowered', 'secrecy = secrecy - 1'],
  ])('keeps its %s, also against the owner of the database', async (_, change) => {
    const { id } = await issuedOf(caseId)
    await expect(asOwner(`UPDATE official_document SET ${change} WHERE id = $1`, [id])).rejects.toThrow(refused)
  })

  it('is not removed by the owner, and not by the program', async () => {
    const { id } = await issuedOf(caseId)
    await expect(asOwner('DELETE FROM official_document WHERE id = $1', [id])).rejects.toThrow(refused)
    const removed = await asActor(rowContext(scene.handler), (tx) => tx.officialDocument.deleteMany({ where: { id } }))
    expect(removed.count).toBe(0)
    const change = asActor(
      rowContext(scene.handler),
      (tx) => tx.$executeRaw`UPDATE official_document SET title = '另一份' WHERE id = ${id}::uuid`,
    )
    await expect(change).rejects.toThrow(refused)
  })

  it('becomes more secret with its matter', async () => {
    const { id } = await issuedOf(caseId)
    await expect(asOwner('UPDATE official_document SET secrecy = 3 WHERE id = $1', [id])).resolves.toEqual([])
  })

  it('is voided by its next revision alone, and stays so', async () => {
    const { id, number } = await issuedOf(await anApprovedPoliceReferral(scene))
    const next = (columns: string) =>
      asOwner(
        `INSERT INTO official_document SELECT (jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid(), ${columns}))).* FROM official_document d WHERE id = $1`,
        [id],
      )
    const voiding = () => asOwner(`UPDATE official_document SET state = 'voided' WHERE id = $1`, [id])
    await expect(next(`'number', number`)).rejects.toThrow(/official_document_number_revision_key/)
    await next(`'revision', revision + 1, 'number', number || '之二'`)
    await expect(voiding()).rejects.toThrow(refused)
    await next(`'revision', revision + 1`)
    await voiding()
    await expect(asOwner(`UPDATE official_document SET state = 'issued' WHERE id = $1`, [id])).rejects.toThrow(refused)
    expect(await asOwner('SELECT state::text FROM official_document WHERE number = $1 ORDER BY revision', [number])).toEqual([
      { state: 'voided' },
      { state: 'issued' },
    ])
  })
})
