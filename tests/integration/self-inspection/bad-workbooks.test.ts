import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import type { Refusal, Result } from '#domain/kernel/result'
import { refusalText } from '#messages/zh/refusals'
import { receiveFile } from '#server/file/receive-file'
import { uploadRegister } from '#server/institution/upload-register'
import { importBankList } from '#server/self-inspection/import-bank-list'
import { returnPack } from '#server/self-inspection/return-pack'
import { type BadFile, badFiles } from '../../fixtures/bad-files'
import { city, launchedCampaign } from '../../fixtures/campaigns'
import { filedAt, issuedFiling, stateOf, type TestFiling } from '../../fixtures/filings'
import { asOwner } from '../../support/as-owner'

vi.setConfig({ testTimeout: 60_000 })

let filing: TestFiling
beforeAll(async () => {
  filing = await issuedFiling(await launchedCampaign())
})

/** What is said of a file on its way in: at the door, or by the step that reads it. */
async function refusalOf(
  actor: Actor,
  { name, bytes }: BadFile,
  step: (fileId: string) => Promise<Result<unknown>>,
): Promise<Refusal | null> {
  const received = await receiveFile(actor, { name, bytes: new Uint8Array(await bytes()) })
  if (!received.ok) return received.refusal
  const taken = await step(received.value.id)
  return taken.ok ? null : taken.refusal
}

const kept = async () =>
  (
    await asOwner<{ n: number }>(
      `SELECT (SELECT count(*) FROM bank_row)::int + (SELECT count(*) FROM pack_return)::int + (SELECT count(*) FROM register_import)::int AS n`,
    )
  )[0]?.n

const entrances = {
  'a list of institutions': (file: BadFile) => refusalOf(city.handler, file, (fileId) => uploadRegister(city.handler, { fileId }, filedAt)),
  'the bank’s list': (file: BadFile) =>
    refusalOf(city.handler, file, (fileId) => importBankList(city.handler, { fileId, newAccount: '财政专户 尾号 7788' }, filedAt)),
  'a pack that comes back': (file: BadFile) =>
    refusalOf(filing.officer, file, (fileId) => returnPack(filing.officer, { filingId: filing.id, fileId }, filedAt)),
}

describe.each(Object.entries(entrances))('%s', (_entrance, put) => {
  it.each(badFiles)('is refused in one sentence and leaves nothing behind: $id $what', async (file) => {
    const before = await stateOf(filing.id)
    const refusal = await put(file)
    expect(refusal).not.toBeNull()
    const said = refusal ? refusalText(refusal) : ''
    expect(said).toMatch(/^[^{}[\]]+。$/)
    expect(said).not.toMatch(/undefined|null|E-[A-Z]+-\d/)
    expect(await kept()).toBe(0)
    expect(await stateOf(filing.id)).toBe(before)
  })
})
