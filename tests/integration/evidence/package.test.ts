import { createHash, randomUUID } from 'node:crypto'
import { rm, stat } from 'node:fs/promises'
import { strFromU8, strToU8, unzipSync } from 'fflate'
import { beforeAll, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { dataPath } from '#platform/data-path'
import { asActor } from '#platform/db'
import { readBytes } from '#platform/files'
import { partsPath } from '#platform/parts'
import { rowContext } from '#server/access'
import { askBundle, cancelBundle } from '#server/case/bundle/ask-bundle'
import { bundlesOf, getBundleProgress } from '#server/case/bundle/queries'
import { getCase } from '#server/case/queries'
import { addEvidence } from '#server/evidence/add-evidence'
import { withdrawEvidence } from '#server/evidence/withdraw-evidence'
import { receiveFile } from '#server/file/receive-file'
import { asked, bundled, bundledAt, rowOfBundle, work } from '../../fixtures/bundle-scenes'
import { done } from '../../fixtures/campaigns'
import { aDesk, aFiledCase, aProposedCase, type Desk, factOf, filedAt, versionOf } from '../../fixtures/case-scenes'
import { actionsOn, officerOf, places } from '../../fixtures/matters'
import { asOwner } from '../../support/as-owner'
import { asTheWorker } from '../../support/as-the-worker'

const notFound = { ok: false, refusal: { code: 'notFound' } }
let desk: Desk
beforeAll(async () => {
  desk = await aDesk()
})

async function entered(caseId: string, text: string, name = '收费明细.csv', over: object = {}) {
  const { id } = done(await receiveFile(desk.handler, { name, bytes: strToU8(text) }))
  const form = { kind: 'documentary', proves: '没有检查记录', collectedOn: '2026-06-05', place: '病案室', ...over }
  done(await addEvidence(desk.handler, { caseId, version: await versionOf(caseId), fileIds: id, ...form }, filedAt))
  return id
}
const filesIn = async (bundle: Record<string, unknown>) => unzipSync(await readBytes(String(bundle.sha256)))
const words = (files: Record<string, Uint8Array>, name: string) => strFromU8(files[name] ?? new Uint8Array())
const sha256 = (bytes: Uint8Array | undefined) =>
  createHash('sha256')
    .update(bytes ?? '')
    .digest('hex')

it('holds each piece as it was entered, a list of what is said of them, and hashes that a stranger can check', async () => {
  const caseId = await aFiledCase(desk)
  const [one, other] = [`项目,金额\n${randomUUID()}`, `项目,金额\n${randomUUID()}`]
  await entered(caseId, one, '收费明细.csv', { factId: await factOf(caseId), sourceSystem: '收费系统' })
  await entered(caseId, other)
  await entered(caseId, randomUUID(), '选错了.txt')
  const [, , wrong] = await asOwner<{ id: string }>('SELECT id FROM evidence WHERE case_id = $1 ORDER BY seq', [caseId])
  const back = { caseId, version: await versionOf(caseId), evidenceId: wrong?.id, reason: '选错了文件' }
  done(await withdrawEvidence(desk.handler, back, filedAt))

  const before = await versionOf(caseId)
  const bundle = await bundled(desk.handler, caseId, 'evidencePackage')
  expect(bundle).toMatchObject({ state: 'made', revision: 1, rows_done: 2, rows_total: 2, secrecy: 2 })
  expect(await versionOf(caseId), 'the case does not move on by it').toBe(before)
  const files = await filesIn(bundle)
  expect(Object.keys(files)).toEqual(['证据/001 收费明细.csv', '证据/002 收费明细.csv', 'manifest.json', '说明.txt', 'SHA256SUMS'])
  expect(words(files, '证据/001 收费明细.csv')).toBe(one)

  const manifest = JSON.parse(words(files, 'manifest.json'))
  expect(manifest.evidence).toHaveLength(3)
  expect(manifest.evidence[0]).toMatchObject({
    ...{ seq: 1, kindName: '书证', fact: 1, sourceSystem: '收费系统', path: '证据/001 收费明细.csv', sha256: sha256(strToU8(one)) },
    collectors: [{ name: '张敏' }, { name: '李强' }],
  })
  expect(manifest.evidence[2]).toMatchObject({ state: 'withdrawn', withdrawnReason: '选错了文件', path: null })
  const sums = words(files, 'SHA256SUMS')
    .trim()
    .split('\n')
    .map((line) => line.split('  '))
  expect(sums.map(([hash, name]) => [name, hash])).toEqual(
    Object.entries(files)
      .filter(([name]) => name !== 'SHA256SUMS')
      .map(([name, bytes]) => [name, sha256(bytes)]),
  )
  expect((await actionsOn(caseId)).slice(-2)).toEqual(['case.askBundle', 'case.makeBundle'])
  await expect(stat(partsPath(String(bundle.id)))).rejects.toThrow()
})

it('is a new revision each time, and what was made stays', async () => {
  const caseId = await aFiledCase(desk)
  await entered(caseId, randomUUID())
  const first = await bundled(desk.handler, caseId, 'evidencePackage')
  await entered(caseId, randomUUID())
  const second = await bundled(desk.second, caseId, 'evidencePackage')
  expect([first.revision, second.revision]).toEqual([1, 2])
  expect(Object.keys(await filesIn(first))).toHaveLength(4)
  await expect(asOwner(`UPDATE case_bundle SET sha256 = 'x' WHERE id = $1`, [first.id])).rejects.toThrow('stays as it is')
  await expect(asOwner('DELETE FROM case_bundle WHERE id = $1', [first.id])).rejects.toThrow()
})

it('is made once, also when its job runs twice or two ask at once, and is given up when somebody stops it', async () => {
  const caseId = await aFiledCase(desk)
  await entered(caseId, randomUUID())
  const ask = () => askBundle(desk.handler, { caseId, kind: 'evidencePackage' }, bundledAt)
  const both = await Promise.all([ask(), ask()])
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: 'alreadyExists' } })
  const bundleId = both.flatMap((one) => (one.ok ? [one.value.bundleId] : []))[0] ?? ''
  await work(desk.handler, bundleId)
  const made = await rowOfBundle(bundleId)
  await work(desk.handler, bundleId)
  expect(await rowOfBundle(bundleId)).toEqual(made)

  const stopped = await asked(desk.handler, caseId, 'evidencePackage')
  done(await cancelBundle(desk.second, { caseId, bundleId: stopped }, bundledAt))
  expect(await cancelBundle(desk.second, { caseId, bundleId: stopped }, bundledAt)).toMatchObject({ refusal: { code: 'wrongState' } })
  await work(desk.handler, stopped)
  expect(await rowOfBundle(stopped)).toMatchObject({ state: 'cancelled', file_id: null })
  expect(await getBundleProgress(desk.handler, caseId, stopped)).toMatchObject({ state: 'cancelled' })
})

it('is refused where there is nothing to put in, and where a piece is no longer what was entered', async () => {
  const caseId = await aFiledCase(desk)
  expect(await bundled(desk.handler, caseId, 'evidencePackage')).toMatchObject({ state: 'failed', trouble: { code: 'bundleEmpty' } })
  await entered(caseId, randomUUID())
  await entered(caseId, randomUUID())
  const [, row] = await asOwner<{ sha256: string }>('SELECT sha256 FROM evidence WHERE case_id = $1 ORDER BY seq', [caseId])
  await rm(dataPath('files', row?.sha256.slice(0, 2) ?? '', row?.sha256 ?? ''))
  expect(await bundled(desk.handler, caseId, 'evidencePackage')).toMatchObject({
    ...{ state: 'failed', file_id: null, trouble: { code: 'bundleFileDamaged', detail: { name: '收费明细' } } },
  })
})

it('is for the officers of a filed case, and its file for nobody who does not read the evidence', async () => {
  const caseId = await aFiledCase(desk)
  await entered(caseId, randomUUID())
  const ask = (actor: Actor, of = caseId) => askBundle(actor, { caseId: of, kind: 'evidencePackage' }, bundledAt)
  for (const someone of [desk.approver, await officerOf(places.bureau, ['handler']), await officerOf(places.otherBureau, ['handler'])])
    expect(await ask(someone)).toEqual(notFound)
  expect(await ask(desk.handler, await aProposedCase(desk))).toEqual(notFound)
  await asOwner('UPDATE case_file SET handed_to_operator_at = now() WHERE id = $1', [caseId])
  const bundle = await bundled(desk.handler, caseId, 'evidencePackage')
  const operator = await officerOf('任城区医疗保险事业中心', ['handler', 'reviewer'])
  const seen = await asActor(rowContext(operator), async (tx) => [
    await tx.caseBundle.count(),
    await tx.storedFile.count({ where: { id: String(bundle.file_id) } }),
  ])
  expect(seen).toEqual([0, 0])
  expect((await bundlesOf(operator, { id: caseId, state: 'filed' })).bundles).toEqual([])
  expect((await getCase(operator, caseId, filedAt))?.trail.map(({ action }) => action).filter((action) => /Bundle/.test(action))).toEqual(
    [],
  )
  expect((await bundlesOf(desk.approver, { id: caseId, state: 'filed' })).bundles.map(({ id }) => id)).toEqual([bundle.id])
})

it('fails for whoever lost the post in which they asked', async () => {
  const caseId = await aFiledCase(desk)
  await entered(caseId, randomUUID())
  const bundleId = await asked(desk.handler, caseId, 'evidencePackage')
  const job = { bundleId, userId: desk.handler.userId, postId: randomUUID() }
  await asTheWorker('#server/case/bundle/make-bundle', 'makeBundle', job, bundledAt)
  expect(await rowOfBundle(bundleId)).toMatchObject({ state: 'failed', trouble: { code: 'notFound' } })
})
