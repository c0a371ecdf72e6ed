import { expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { draftLetter } from '#server/letter/draft-letter'
import { listProposedCases } from '#server/letter/proposed-cases'
import { city, officerOf } from '../../fixtures/campaigns'
import { aCaseUnderInvestigation, aDesk } from '../../fixtures/case-scenes'
import { value } from '../../fixtures/referral-scenes'
import { asOwner } from '../../support/as-owner'

const later = new Date('2026-12-01T01:00:00Z')
const committed: Pick<Actor, 'committedTo'> = { committedTo: 'any' }
const cityHead: Actor = { ...city.approver, ...committed }

it('puts a grave and slow case before those who hold it and those above, until a letter is about it', async () => {
  const desk = await aDesk()
  const caseId = await aCaseUnderInvestigation(desk)
  const listed = async (actor = cityHead) => (await listProposedCases(actor, later)).filter(({ id }) => id === caseId)
  const losing = (fen: number) =>
    asOwner(
      'UPDATE case_fact SET billed_fen = 60000000, irregular_fen = 60000000, fund_loss_fen = $2, fraud_fen = least(fraud_fen, $2) WHERE case_id = $1',
      [caseId, fen],
    )
  await losing(49_999_999)
  expect(await listed()).toEqual([])
  await losing(50_000_000)
  expect(await listProposedCases(cityHead, new Date('2026-06-09T01:00:00Z'))).toEqual([])
  expect(await listed()).toMatchObject([{ lossFen: 50_000_000n, isOwn: false }])
  expect((await listed())[0]?.grounds).toEqual(expect.arrayContaining(['largeLoss', 'longOpen']))
  expect(await listed({ ...desk.handler, ...committed })).toMatchObject([{ isOwn: true }])
  for (const other of [officerOf('MI', 370812, ['handler'], committed), officerOf('PS', 370811, ['handler'], committed)])
    expect(await listed(other)).toEqual([])

  const letter = {
    ...{ kind: 'listing', caseId, receiverAgencyIds: [desk.handler.agencyId], title: '关于挂牌督办的通知' },
    ...{ problems: '该案金额大、立案后久未作出决定，请抓紧办理。', suggestions: '' },
  }
  // Of a case, only whoever is there is told.
  const elsewhere = officerOf('MI', 370812, ['handler']).agencyId
  expect(await draftLetter(cityHead, { ...letter, receiverAgencyIds: [elsewhere] }, later)).toMatchObject({
    refusal: { code: 'notReceiver' },
  })
  value(await draftLetter(cityHead, letter, later))
  expect(await listed()).toEqual([])
})
