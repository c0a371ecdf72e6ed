import { expect, it } from 'vitest'
import type { PenaltyKind } from '#domain/document/kinds-of-penalties'
import { draftCasePaper, fillCasePaper, issueCasePaper } from '#server/document/case-papers'
import { aDesk, aReviewedCase, type Desk, walk } from '../../fixtures/case-scenes'
import { value } from '../../fixtures/referral-scenes'
import { asOwner } from '../../support/as-owner'

const now = new Date('2026-06-20T02:00:00Z')
const party = { partyNumber: '52370811MJD00002XC', partyAddress: '清溪路1号', partyHead: '王平' }
const contact = { contactName: '张敏', contactPhone: '0537-0000000' }
const filled: Partial<Record<PenaltyKind, Record<string, string>>> = {
  rectificationOrder: { ...party, ...contact, demand: '退回全部损失。', rectifyBy: '2026-07-20' },
  priorNotice: { ...party, ...contact, discretion: '参照裁量基准。', defenceDays: '5个工作日' },
  hearingNotice: { ...party, ...contact, discretion: '参照裁量基准。' },
}
const kinds = Object.keys(filled) as PenaltyKind[] // the keys of the table above
const perRegister = 67

/** Many drafts like this one: written by SQL, for it is their issue that is tried. */
async function draftsOf(desk: Desk, caseId: string, kind: PenaltyKind): Promise<string[]> {
  const { documentId } = value(await draftCasePaper(desk.handler, { caseId, kind }, now))
  value(await fillCasePaper(desk.handler, { documentId, version: '1', ...filled[kind] }, now))
  const copies = await asOwner<{ id: string }>(
    `INSERT INTO official_document SELECT (jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid()))).*
     FROM official_document d, generate_series(1, $2) WHERE d.id = $1 RETURNING id`,
    [documentId, perRegister - 1],
  )
  return [documentId, ...copies.map(({ id }) => id)]
}

it('gives each of 200 papers issued at once the next number of its register: none twice, none left out', async () => {
  const desk = await aDesk()
  const caseId = await aReviewedCase(desk)
  await walk(desk, caseId, [['notice', 'approver']], now)
  const drafts = await Promise.all(kinds.map((kind) => draftsOf(desk, caseId, kind)))
  // One after the other of the three registers, so that they are asked for crosswise.
  const order = Array.from({ length: perRegister }, (_, place) => drafts.flatMap((ids) => ids[place] ?? [])).flat()
  expect(order.length).toBeGreaterThan(200)
  const twice = order.slice(0, 9)
  const outcomes = await Promise.all(
    [...order, ...twice].map((documentId) => issueCasePaper(desk.approver, { documentId, version: '2' }, now)),
  )
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(order.length)
  const issued = await asOwner<{ prefix: string; serials: number[] }>(
    `SELECT split_part(number, '〔', 1) AS prefix, array_agg(substring(number from '(\\d+)号$')::int ORDER BY substring(number from '(\\d+)号$')::int) AS serials
     FROM official_document WHERE subject_id = $1 AND state = 'issued' AND kind = ANY($2) GROUP BY 1 ORDER BY 1`,
    [caseId, kinds],
  )
  expect(issued).toHaveLength(kinds.length)
  // The book says of each number what it was given to, and no register has one that nobody entered.
  const entered = await asOwner<{ kind: string; n: number; bare: number }>(
    `SELECT n.kind, count(*)::int AS n, (count(*) FILTER (WHERE d.id IS NULL))::int AS bare FROM document_number n
     LEFT JOIN official_document d ON d.number = n.number AND d.kind = n.kind AND d.subject_id = n.subject_id
     WHERE n.subject_id = $1 AND n.kind = ANY($2) AND n.state = 'given' GROUP BY 1`,
    [caseId, kinds],
  )
  expect(entered.map(({ n, bare }) => [n, bare])).toEqual(kinds.map(() => [perRegister, 0]))
  const registers = await asOwner<{ entered: number; last_number: number; missing: number[] }>(
    'SELECT c.* FROM (SELECT DISTINCT prefix, year FROM document_number) r, number_register_check(r.prefix, r.year) c',
  )
  for (const one of registers) expect(one).toMatchObject({ entered: one.last_number, missing: [] })
  for (const { prefix, serials } of issued) {
    expect(serials, prefix).toEqual(Array.from({ length: perRegister }, (_, place) => (serials[0] ?? 0) + place))
  }
}, 180_000)
