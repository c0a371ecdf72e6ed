import { expect, it } from 'vitest'
import { sheetOf } from '#server/document/sheet/read-sheets'
import { aLeadInWork, leadPeople } from '../../fixtures/leads'
import { asOwner } from '../../support/as-owner'

const at = new Date('2026-06-02T01:00:00Z')

it('says on the forms of a lead who holds it and nothing of whom it names, and shows none to a stranger', async () => {
  const { handler, otherCounty } = await leadPeople()
  const leadId = await aLeadInWork(handler)
  await asOwner(`UPDATE lead SET person_name = '孙某某', note = '某某反映', extra = '{"反映人": "赵某某"}' WHERE id = $1`, [leadId])
  const register = JSON.stringify(await sheetOf(handler, 'leadRegister', leadId, at))
  expect(register).toContain(handler.name)
  for (const secret of ['孙某某', '某某反映', '赵某某']) expect(register).not.toContain(secret)
  for (const kind of ['leadRegister', 'leadFeedback', 'detailConfirmation'] as const)
    expect(await sheetOf(otherCounty, kind, leadId, at)).toBeNull()
})
