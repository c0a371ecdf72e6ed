import { expect, it } from 'vitest'
import { fileCase } from '#server/case/file-case'
import { proposeCase } from '#server/case/propose-case'
import { draftCasePaper, fillCasePaper, issueCasePaper } from '#server/document/case-papers'
import { aDesk, caseForm, type Desk, filedAt, proposedAt } from '../../fixtures/case-scenes'
import { aLead, places } from '../../fixtures/matters'
import { value } from '../../fixtures/referral-scenes'
import { asOwner } from '../../support/as-owner'

const now = new Date('2026-06-20T02:00:00Z')
const party = { partyNumber: '52370811MJD00002XC', partyAddress: '清溪路1号', partyHead: '王平' }
const contact = { contactName: '张敏', contactPhone: '0537-0000000' }
const kind = 'rectificationOrder'
const filled = { ...party, ...contact, demand: '退回全部损失。', rectifyBy: '2026-07-20' }
/** Each has a register of its own. */
const bureaus = [places.bureau, places.otherBureau, places.cityBureau]
const perRegister = 67

async function aFiledCaseOf(desk: Desk, bureau: string): Promise<string> {
  const { caseId } = value(await proposeCase(desk.handler, caseForm(await aLead({ bureau }), desk), proposedAt))
  value(await fileCase(desk.approver, { caseId, version: '1' }, filedAt))
  return caseId
}

/** Many drafts like this one: written by SQL, for it is their issue that is tried. */
async function draftsOf(desk: Desk, caseId: string): Promise<string[]> {
  const { documentId } = value(await draftCasePaper(desk.handler, { caseId, kind }, now))
  value(await fillCasePaper(desk.handler, { documentId, version: '1', ...filled }, now))
  const copies = await asOwner<{ id: string }>(
    `INSERT INTO official_document SELECT (jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid()))).*
     FROM official_document d, generate_series(1, $2) WHERE d.id = $1 RETURNING id`,
    [documentId, perRegister - 1],
  )
  return [documentId, ...copies.map(({ id }) => id)]
}

it('gives each of 200 papers issued at once the next number of its register: none twice, none left out', async () => {
  const desks = await Promise.all(bureaus.map((bureau) => aDesk(bureau)))
  const cases = await Promise.all(desks.map((desk, place) => aFiledCaseOf(desk, bureaus[place] ?? '')))
  const drafts = await Promise.all(desks.map((desk, place) => draftsOf(desk, cases[place] ?? '')))
  // One after the other of the three registers, so that they are asked for crosswise.
  const order = Array.from({ length: perRegister }, (_, place) =>
    drafts.map((ids, register) => ({ documentId: ids[place] ?? '', register })),
  ).flat()
  expect(order.length).toBeGreaterThan(200)
  const twice = order.slice(0, 9)
  const outcomes = await Promise.all(
    [...order, ...twice].map(({ documentId, register }) =>
      issueCasePaper((desks[register] as Desk).approver, { documentId, version: '2' }, now),
    ),
  )
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(order.length)
  const issued = await asOwner<{ prefix: string; serials: number[] }>(
    `SELECT split_part(number, '〔', 1) AS prefix, array_agg(substring(number from '(\\d+)号$')::int ORDER BY substring(number from '(\\d+)号$')::int) AS serials
     FROM official_document WHERE subject_id = ANY ($1) AND state = 'issued' AND kind = $2 GROUP BY 1 ORDER BY 1`,
    [cases, kind],
  )
  expect(issued).toHaveLength(bureaus.length)
  // The book says of each number what it was given to, and no register has one that nobody entered.
  const entered = await asOwner<{ n: number; bare: number }>(
    `SELECT count(*)::int AS n, (count(*) FILTER (WHERE d.id IS NULL))::int AS bare FROM document_number n
     LEFT JOIN official_document d ON d.number = n.number AND d.kind = n.kind AND d.subject_id = n.subject_id
     WHERE n.subject_id = ANY ($1) AND n.kind = $2 AND n.state = 'given' GROUP BY n.subject_id`,
    [cases, kind],
  )
  expect(entered.map(({ n, bare }) => [n, bare])).toEqual(bureaus.map(() => [perRegister, 0]))
  const registers = await asOwner<{ entered: number; last_number: number; missing: number[] }>(
    'SELECT c.* FROM (SELECT DISTINCT prefix, year FROM document_number) r, number_register_check(r.prefix, r.year) c',
  )
  for (const one of registers) expect(one).toMatchObject({ entered: one.last_number, missing: [] })
  for (const { prefix, serials } of issued) {
    expect(serials, prefix).toEqual(Array.from({ length: perRegister }, (_, place) => (serials[0] ?? 0) + place))
  }
}, 180_000)
