import { beforeAll, expect, it } from 'vitest'
import { clausesOf } from '#domain/document/house-wordings'
import { getCasePaper } from '#server/document/case-paper-queries'
import { issueCasePaper } from '#server/document/case-papers'
import { approveWording, endWording } from '#server/document/wording/decide-wording'
import { previewWording } from '#server/document/wording/preview-wording'
import { proposeWording } from '#server/document/wording/propose-wording'
import { getWording, listWordings } from '#server/document/wording/queries'
import { done } from '../../fixtures/campaigns'
import { aFilledPaper } from '../../fixtures/case-papers'
import { aDesk, aReviewedCase, type Desk, filedAt, walk } from '../../fixtures/case-scenes'
import { officerOf, places } from '../../fixtures/matters'
import { asOwner } from '../../support/as-owner'

const refused = (code: string) => ({ ok: false, refusal: { code } })
const { rights } = clausesOf('priorNotice')
const own = (rights?.house ?? '').replace('你单位有权', '贵单位依法有权')
const form = { kind: 'priorNotice', validFrom: '2026-06-01', note: '称谓改为贵单位', rights: own }

let desk: Desk
let city: Desk
let caseId: string
beforeAll(async () => {
  desk = await aDesk()
  city = await aDesk(places.cityBureau)
  caseId = await aReviewedCase(desk)
  await walk(desk, caseId, [['notice', 'approver']])
})

const wordsOf = async (documentId: string) =>
  (await asOwner<{ wording: unknown }>("SELECT input -> 'wording' AS wording FROM official_document WHERE id = $1", [documentId]))[0]
    ?.wording

it('is proposed where there are others below, read before by its pages, and put in force by a second person', async () => {
  expect(await proposeWording(desk.handler, form, filedAt)).toMatchObject(refused('notFound'))
  const police = await officerOf(places.police, ['handler'])
  expect(await proposeWording(police, form, filedAt)).toMatchObject(refused('notFound'))
  const unfit = { ...form, rights: own.replace('第四十五条', '第九十九条') }
  expect(await proposeWording(city.handler, unfit, filedAt)).toMatchObject(refused('wordingUnfit'))
  const { wordingId } = done(await proposeWording(city.handler, form, filedAt))
  const view = await getWording(city.approver, wordingId)
  expect(view).toMatchObject({ seq: 1, state: 'review', before: null })
  expect(view?.clauses.find(({ name }) => name === 'opening')?.changes).toBeNull()
  expect(view?.clauses.find(({ name }) => name === 'rights')?.changes).toContainEqual({ how: 'added', text: '依法' })
  expect(await getWording(desk.handler, wordingId)).toBeNull()
  for (const number of [
    null,
    (await asOwner<{ number: string }>('SELECT number FROM case_file WHERE id = $1', [caseId]))[0]?.number ?? '',
  ]) {
    const pages = done(await previewWording(city.handler, wordingId, number, filedAt))
    expect(Buffer.from(pages.bytes.slice(0, 5)).toString()).toBe('%PDF-')
  }
  expect(await previewWording(city.handler, wordingId, 'AJ-0', filedAt)).toMatchObject(refused('notFound'))

  const both = { ...city.approver, userId: city.handler.userId }
  expect(await approveWording(both, { wordingId, version: '1' }, filedAt)).toMatchObject(refused('samePerson'))
  expect(await approveWording(desk.approver, { wordingId, version: '1' }, filedAt)).toMatchObject(refused('notFound'))
  expect(await approveWording(city.approver, { wordingId, version: '1' }, filedAt)).toMatchObject({ ok: true })
  await expect(asOwner('UPDATE paper_wording SET words = \'{"rights":"改"}\' WHERE id = $1', [wordingId])).rejects.toThrow(
    /stays as it was/,
  )
  await expect(asOwner('DELETE FROM paper_wording WHERE id = $1', [wordingId])).rejects.toThrow()
})

it('is said by papers below from its day on, and a paper keeps what it was issued with', async () => {
  const documentId = await aFilledPaper(desk, caseId, 'priorNotice', filedAt)
  expect(await wordsOf(documentId)).toMatchObject({ seq: 1, words: { rights: own } })
  const next = { ...form, rights: own.replace('贵单位依法', '贵单位'), note: '去掉依法二字', validFrom: '2026-06-01' }
  const { wordingId } = done(await proposeWording(city.handler, next, filedAt))
  const later = done(
    await proposeWording(city.handler, { ...next, rights: own.replace('贵单位', '你方'), validFrom: '2027-01-01' }, filedAt),
  )
  for (const id of [wordingId, later.wordingId]) done(await approveWording(city.approver, { wordingId: id, version: '1' }, filedAt))
  expect((await getWording(city.handler, wordingId))?.before).toMatchObject({ seq: 1 })
  const standings = async () => (await listWordings(city.handler, filedAt))?.rows.map(({ seq, standing }) => [seq, standing])
  expect(await standings()).toEqual([
    [3, 'coming'],
    [2, 'inForce'],
    [1, 'replaced'],
  ])
  expect(await getWording(city.handler, wordingId, filedAt)).toMatchObject({ standing: 'inForce', next: { seq: 1 } })
  // The draft says it in the words of before: whoever signs it is told, and it is written anew.
  expect(await issueCasePaper(desk.approver, { documentId, version: '2' }, filedAt)).toMatchObject({
    refusal: { code: 'dataChanged', detail: { fields: ['wording'] } },
  })
  done(await endWording(city.approver, { wordingId, version: '2', reason: '误删依法二字' }, filedAt))
  expect(await issueCasePaper(desk.approver, { documentId, version: '2' }, filedAt)).toMatchObject({ ok: true })
  expect((await standings())?.slice(1)).toEqual([
    [2, 'ended'],
    [1, 'inForce'],
  ])
  expect((await getWording(city.handler, later.wordingId, filedAt))?.before).toMatchObject({ seq: 1 })
  const [{ id: first } = { id: '' }] = await asOwner<{ id: string }>('SELECT id FROM paper_wording WHERE seq = 1')
  done(await endWording(city.approver, { wordingId: first, version: '2', reason: '改用统一用语' }, filedAt))
  expect(await wordsOf(documentId)).toMatchObject({ seq: 1, words: { rights: own } })
  expect(await getCasePaper(desk.handler, caseId, documentId, filedAt)).toMatchObject({ since: [], wording: { seq: 1 } })
  const another = await aReviewedCase(desk)
  await walk(desk, another, [['notice', 'approver']])
  expect(await wordsOf(await aFilledPaper(desk, another, 'priorNotice', filedAt))).toBeNull()
})
