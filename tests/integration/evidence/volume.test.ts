import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { strToU8 } from 'fflate'
import { PDFDocument } from 'pdf-lib'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { dataPath } from '#platform/data-path'
import { asActor } from '#platform/db'
import { readBytes } from '#platform/files'
import { rowContext } from '#server/access'
import { askBundle, cancelBundle } from '#server/case/bundle/ask-bundle'
import { bundlesOf } from '#server/case/bundle/queries'
import { getCase } from '#server/case/queries'
import { addEvidence } from '#server/evidence/add-evidence'
import { downloadFile } from '#server/file/download-file'
import { receiveFile } from '#server/file/receive-file'
import { asked, bundled, bundledAt, rowOfBundle, work } from '../../fixtures/bundle-scenes'
import { done } from '../../fixtures/campaigns'
import { anIssuedPaper } from '../../fixtures/case-papers'
import { aDesk, aReviewedCase, type Desk, filedAt, versionOf } from '../../fixtures/case-scenes'
import { actionsOn, officerOf, places } from '../../fixtures/matters'
import { asOwner } from '../../support/as-owner'

const notFound = { ok: false, refusal: { code: 'notFound' } }
let desk: Desk
let cleared: Actor
beforeAll(async () => {
  desk = await aDesk()
  cleared = await officerOf(places.bureau, ['handler'], { name: '密级', clearance: 3 })
})

async function scan(pages: number): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  for (let page = 0; page < pages; page += 1) document.addPage().drawText(randomUUID())
  return document.save()
}

async function entered(caseId: string, name: string, bytes: Uint8Array, over: object) {
  const { id } = done(await receiveFile(desk.handler, { name, bytes }))
  const form = { proves: '没有检查记录', collectedOn: '2026-06-05', place: '病案室', ...over }
  done(await addEvidence(desk.handler, { caseId, version: await versionOf(caseId), fileIds: id, ...form }, filedAt))
  return id
}

/** A case with a paper that the party sees, one that it does not, scans and a table. */
async function aCaseToBind(): Promise<string> {
  const caseId = await aReviewedCase(desk)
  await anIssuedPaper(desk, caseId, 'rectificationOrder', filedAt)
  await anIssuedPaper({ handler: desk.legal, approver: desk.legal }, caseId, 'legalReviewOpinion', filedAt)
  await entered(caseId, '询问笔录.pdf', await scan(2), { kind: 'testimony' })
  await entered(caseId, '收费明细.csv', strToU8(`项目,金额\n${randomUUID()}`), { kind: 'electronic', extraction: '只读账户导出' })
  await entered(caseId, '病历.pdf', await scan(3), { kind: 'documentary', collectedOn: '2026-06-06' })
  return caseId
}
type Line = { title: string; from: number; to: number }
const linesOf = (bundle: Record<string, unknown>) => bundle.contents as Line[]
const titlesOf = (bundle: Record<string, unknown>) => linesOf(bundle).map(({ title }) => title.split('：')[0])

describe('the volume of a case', () => {
  it('has the papers in the order of the archive, pages numbered through, as one PDF that its row describes', async () => {
    const caseId = await aCaseToBind()
    const bundle = await bundled(desk.handler, caseId, 'volume')
    expect(bundle).toMatchObject({ state: 'made', revision: 1, secrecy: 2, trouble: null })
    const lines = linesOf(bundle)
    expect(titlesOf(bundle)).toEqual(['立案审批表', '病历', '收费明细', '询问笔录', '责令改正通知书'])
    expect(lines[0]?.from).toBe(1)
    for (const [index, line] of lines.entries()) expect(line.from).toBe((lines[index - 1]?.to ?? 0) + 1)
    expect((lines[1]?.to ?? 0) - (lines[1]?.from ?? 0)).toBe(2)
    expect(bundle.pages).toBe(lines.at(-1)?.to)
    const read = await PDFDocument.load(await readBytes(String(bundle.sha256)))
    expect(read.getPageCount()).toBeGreaterThanOrEqual(Number(bundle.pages) + 3)
    expect((await actionsOn(caseId)).at(-1)).toBe('case.makeBundle')
  })

  it('keeps what the bureau says within itself in the inner part, and out of the first', async () => {
    const caseId = await aCaseToBind()
    const [outer, inner] = [await bundled(desk.handler, caseId, 'volume'), await bundled(desk.handler, caseId, 'innerVolume')]
    expect(titlesOf(inner)).toContain('法制审核意见书')
    expect(titlesOf(outer)).not.toContain('法制审核意见书')
  })

  it('is not bound where a paper is no longer what was kept, and says which', async () => {
    const caseId = await aCaseToBind()
    const [row] = await asOwner<{ sha256: string }>(`SELECT sha256 FROM evidence WHERE case_id = $1 AND title = '病历'`, [caseId])
    await rm(dataPath('files', row?.sha256.slice(0, 2) ?? '', row?.sha256 ?? ''))
    expect(await bundled(desk.handler, caseId, 'volume')).toMatchObject({
      ...{ state: 'failed', trouble: { code: 'bundleFileDamaged', detail: { name: '病历' } } },
    })
  })

  it('leaves nothing where it was stopped before its job began', async () => {
    const caseId = await aCaseToBind()
    const bundleId = await asked(desk.handler, caseId, 'volume')
    done(await cancelBundle(desk.handler, { caseId, bundleId }, bundledAt))
    await work(desk.handler, bundleId)
    expect(await rowOfBundle(bundleId)).toMatchObject({ state: 'cancelled', file_id: null, contents: [] })
  })
})

describe('its secret part', () => {
  async function aSecretPaper(caseId: string) {
    const fileId = await entered(caseId, '举报材料.pdf', await scan(1), { kind: 'documentary' })
    await asOwner('UPDATE stored_file SET secrecy = 3 WHERE id = $1', [fileId])
  }

  it('holds what is secret, and no other part does, whoever binds it', async () => {
    const caseId = await aCaseToBind()
    await aSecretPaper(caseId)
    const titles = async (actor: Actor, kind: 'volume' | 'secretVolume') =>
      linesOf(await bundled(actor, caseId, kind)).map(({ title }) => title)
    expect(await titles(desk.handler, 'volume')).not.toContain('举报材料')
    expect(await titles(cleared, 'secretVolume')).toEqual(['举报材料'])
  })

  it('is for nobody who is not cleared: neither asking, nor its row, nor its file, nor a line of it in the trail', async () => {
    const caseId = await aCaseToBind()
    await aSecretPaper(caseId)
    expect(await askBundle(desk.handler, { caseId, kind: 'secretVolume' }, bundledAt)).toEqual(notFound)
    const before = await actionsOn(caseId)
    const bundle = await bundled(cleared, caseId, 'secretVolume')
    expect(bundle).toMatchObject({ state: 'made', secrecy: 3 })
    expect(await actionsOn(caseId), 'the case says nothing of it').toEqual(before)
    const file = await getCase(desk.handler, caseId, filedAt)
    expect(file && (await bundlesOf(desk.handler, file))).toEqual({ bundles: [], kinds: ['evidencePackage', 'volume', 'innerVolume'] })
    expect(await downloadFile(desk.handler, { fileId: bundle.file_id })).toEqual(notFound)
    const walled = await asActor(rowContext(desk.handler), async (tx) => [
      await tx.caseBundle.count({ where: { caseId } }),
      await tx.auditEntry.count({ where: { subjectId: String(bundle.file_id) } }),
    ])
    expect(walled).toEqual([0, 0])
    const seen = file && (await bundlesOf(cleared, file))
    expect([seen?.bundles.map(({ id }) => id), seen?.kinds]).toEqual([[bundle.id], ['secretVolume']])
  })

  it('cannot be kept as less secret than it is', async () => {
    const caseId = await aCaseToBind()
    const bundleId = await asked(cleared, caseId, 'secretVolume')
    await expect(asOwner('UPDATE case_bundle SET secrecy = 2 WHERE id = $1', [bundleId])).rejects.toThrow()
  })
})
