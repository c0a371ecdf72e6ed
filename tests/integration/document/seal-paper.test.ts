import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { readBytes, sha256Of } from '#platform/files'
import { draftCasePaper } from '#server/document/case-papers'
import { openPdf } from '#server/document/open-pdf'
import { sealIssued, sealPaper } from '#server/document/seal-paper'
import { done } from '../../fixtures/campaigns'
import { aCaseUnderInvestigation, filedAt } from '../../fixtures/case-scenes'
import { aScene, type Scene } from '../../fixtures/referral-scenes'
import { asOwner } from '../../support/as-owner'

const disk = vi.hoisted(() => ({ full: false }))
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>()
  const open = (...asked: Parameters<typeof real.open>) =>
    disk.full ? Promise.reject(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })) : real.open(...asked)
  return { ...real, open }
})

let scene: Scene
let caseId: string
beforeAll(async () => {
  scene = await aScene()
})

type Row = { id: string; sha256: string; pages: number; file_id: string; secrecy: number; matter_ids: string[]; uploaded_by_id: string }
const sealOf = (documentId: string) =>
  asOwner<Row>(
    `SELECT s.id, s.sha256, s.pages, s.file_id, f.secrecy, f.matter_ids, f.uploaded_by_id
     FROM paper_seal s JOIN stored_file f ON f.id = s.file_id WHERE s.document_id = $1`,
    [documentId],
  )

/** The filing approval of a new case: issued with its act. */
async function anIssuedPaper(): Promise<{ id: string; generated_by_id: string }> {
  caseId = await aCaseUnderInvestigation(scene)
  const [paper] = await asOwner<{ id: string; generated_by_id: string }>(
    `SELECT id, generated_by_id FROM official_document WHERE subject_id = $1 AND kind = 'caseFilingApproval' AND state = 'issued'`,
    [caseId],
  )
  if (!paper) throw new Error('no paper was issued')
  return paper
}

describe('the pages of an issued paper', () => {
  it('are kept once, with their hash, as secret as the paper, and shown from what is kept', async () => {
    const paper = await anIssuedPaper()
    const [first, second] = await Promise.all([openPdf(scene.handler, paper.id), openPdf(scene.approver, paper.id)])
    const [seal, ...more] = await sealOf(paper.id)
    expect(more).toEqual([])
    expect(seal).toMatchObject({ pages: 1, secrecy: 2, matter_ids: [caseId], uploaded_by_id: paper.generated_by_id })
    for (const opened of [first, second]) expect(sha256Of(done(opened).bytes)).toBe(seal?.sha256)
    const trail = await asOwner(
      `SELECT change->'sha256'->>1 AS sha256 FROM audit_entry WHERE action = 'document.seal' AND subject_id = $1`,
      [caseId],
    )
    expect(trail).toEqual([{ sha256: seal?.sha256 }])
  })

  it('are never set again: other bytes in their place are not shown', async () => {
    const paper = await anIssuedPaper()
    const { sha256 } = done(await sealPaper(scene.handler, { documentId: paper.id }))
    expect(done(await openPdf(scene.handler, paper.id)).bytes).toEqual(await readBytes(sha256))
    writeFileSync(join(process.env.DATA_DIR ?? '', 'files', sha256.slice(0, 2), sha256), '%PDF-1.7 another')
    await expect(openPdf(scene.handler, paper.id)).rejects.toThrow('does not match its hash')
  })

  it('are kept by the work that the issue planned, and by nobody who may not see the paper', async () => {
    const paper = await anIssuedPaper()
    const planned = await asOwner<{ data: { documentId: string } }>(`SELECT data FROM pgboss.job WHERE name = 'sealPaper'`)
    expect(planned.map(({ data }) => data.documentId)).toContain(paper.id)
    expect(await sealPaper(scene.police, { documentId: paper.id })).toMatchObject({ refusal: { code: 'notFound' } })
    const { userId, postId } = scene.handler
    await sealIssued({ documentId: paper.id, userId: randomUUID(), postId }, filedAt)
    expect(await sealOf(paper.id)).toEqual([])
    await sealIssued({ documentId: paper.id, userId, postId }, filedAt)
    expect(await sealOf(paper.id), 'whose unit has not signed for the campaign').toEqual([])
    await asOwner(
      `INSERT INTO commitment (id, campaign_id, agency_id, department, region_no, signed_by_id, signed_by_name, signed_at)
       SELECT gen_random_uuid(), campaign_id, agency_id, 'MI', region_no, $2, '张敏', now() FROM case_file WHERE id = $1`,
      [caseId, userId],
    )
    for (const _ of ['once', 'again']) await sealIssued({ documentId: paper.id, userId, postId }, filedAt)
    expect(await sealOf(paper.id)).toHaveLength(1)
  })

  it('are those that were issued, also of one that was written anew before they were kept', async () => {
    const paper = await anIssuedPaper()
    await asOwner(`ALTER TABLE official_document DISABLE TRIGGER official_document_issued`)
    await asOwner(`UPDATE official_document SET state = 'voided', number = 'XX-VOIDED-1' WHERE id = $1`, [paper.id])
    await asOwner(`ALTER TABLE official_document ENABLE TRIGGER official_document_issued`)
    const [first, again] = [done(await openPdf(scene.handler, paper.id)), done(await openPdf(scene.handler, paper.id))]
    const [seal] = await sealOf(paper.id)
    for (const { bytes } of [first, again]) expect(sha256Of(bytes)).toBe(seal?.sha256)
  })

  it('are kept by work that is taken up again where there was no room for them', async () => {
    const paper = await anIssuedPaper()
    const { userId, postId } = scene.handler
    await asOwner(
      `INSERT INTO commitment (id, campaign_id, agency_id, department, region_no, signed_by_id, signed_by_name, signed_at)
       SELECT gen_random_uuid(), campaign_id, agency_id, 'MI', region_no, $2, '张敏', now() FROM case_file WHERE id = $1`,
      [caseId, userId],
    )
    const work = () => sealIssued({ documentId: paper.id, userId, postId }, filedAt)
    disk.full = true
    await expect(work()).rejects.toThrow('storageFull')
    disk.full = false
    await work()
    expect(await sealOf(paper.id)).toHaveLength(1)
  })

  it('are not those of a draft', async () => {
    caseId = await aCaseUnderInvestigation(scene)
    const { documentId } = done(await draftCasePaper(scene.handler, { caseId, kind: 'investigationConclusion' }, filedAt))
    expect(await sealPaper(scene.handler, { documentId })).toMatchObject({ refusal: { code: 'notFound' } })
    done(await openPdf(scene.handler, documentId))
    expect(await sealOf(documentId)).toEqual([])
  })

  it('keep their seal, also against the owner of the database', async () => {
    const paper = await anIssuedPaper()
    done(await sealPaper(scene.handler, { documentId: paper.id }))
    const changes = [`UPDATE paper_seal SET pages = 2 WHERE document_id = $1`, `DELETE FROM paper_seal WHERE document_id = $1`]
    for (const change of changes) await expect(asOwner(change, [paper.id])).rejects.toThrow('its seal does not change')
    const forged = `INSERT INTO paper_seal (document_id, file_id, sha256, pages, sealed_at)
      SELECT id, file_id, repeat('0', 64), 1, now() FROM official_document WHERE id = $1`
    await expect(asOwner(forged, [paper.id])).rejects.toThrow('only the kept pages')
  })
})
