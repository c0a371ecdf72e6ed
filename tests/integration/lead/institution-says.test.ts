import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { asActor } from '#platform/db'
import { rowContext } from '#server/access'
import { getWorkCentre } from '#server/desk/work-list'
import { askInstitution } from '#server/lead/ask-institution'
import { answerStatement, decideObjection, raiseObjection } from '#server/lead/institution-says'
import { getLead } from '#server/lead/queries'
import { getStatement, listStatements, statementsOfLead } from '#server/lead/statement-queries'
import { agreeVerification, submitVerification } from '#server/lead/verify-lead'
import { withdrawLead } from '#server/lead/work-lead'
import { search } from '#server/search/search'
import { done } from '../../fixtures/campaigns'
import { aLeadInWork, evidenceOf, type LeadPeople, leadPeople, leadRow, verificationForm } from '../../fixtures/leads'
import { officerOf, places } from '../../fixtures/matters'
import { complianceOfficer } from '../../fixtures/people'
import { asOwner } from '../../support/as-owner'

const now = new Date('2026-06-01T01:00:00Z')
const later = (days: number) => new Date(now.getTime() + days * 86_400_000)
const refusedWith = (code: string) => ({ ok: false, refusal: { code } })
const question = '请说明 2025 年 3 月康复治疗的实际开展情况，并提供治疗记录。'
const answer = '治疗均已实际开展，治疗记录单附后，请核对。'
const objection = '第三笔费用系急诊加做，不应计入违规金额。'

let people: LeadPeople
beforeAll(async () => {
  people = await leadPeople()
})

type Heard = { leadId: string; statementId: string; officer: Actor; other: Actor }

/** A lead in work whose institution has been asked. Version 3. */
async function asked(): Promise<Heard> {
  const leadId = await aLeadInWork(people.handler)
  const [row] = await asOwner<{ institution_id: string }>('SELECT institution_id FROM lead WHERE id = $1', [leadId])
  const { id } = done(await askInstitution(people.handler, { leadId, version: 3, question }, now))
  const officer = complianceOfficer(row?.institution_id ?? '', 370811)
  const other = complianceOfficer('0198f0c0-0000-7000-8000-00000000aaaa', 370811)
  return { leadId, statementId: id, officer, other }
}

/** Answered, verified and agreed with. */
async function concluded(conclusion = 'substantiated') {
  const heard = await asked()
  done(await answerStatement(heard.officer, { statementId: heard.statementId, version: 1, answer }, later(1)))
  const form = verificationForm(heard.leadId, 3, { conclusion, evidenceFileIds: await evidenceOf(people.handler) })
  done(await submitVerification(people.handler, form, later(2)))
  done(await agreeVerification(people.reviewer, { leadId: heard.leadId, version: 4 }, later(3)))
  return heard
}

describe('the word of the institution that a lead names', () => {
  it('is asked by the officer alone, of one institution, and the lead stays out of its sight', async () => {
    const { leadId, statementId, officer, other } = await asked()
    expect(await getStatement(officer, statementId, now)).toMatchObject({ question, mayAnswer: true })
    expect((await listStatements(officer)).map(({ id }) => id)).toEqual([statementId])
    expect(await listStatements(other)).toEqual([])
    expect(await getStatement(other, statementId, now)).toBeNull()
    expect(await getLead(officer, leadId)).toBeNull()
    expect(await asActor(rowContext(officer), (tx) => tx.lead.count())).toBe(0)
    expect(await search(officer, 'XS-')).toEqual([])
    expect((await getWorkCentre(officer, {}, now)).counts).toMatchObject({ answerStatement: 1 })
    const again = { leadId, version: 3, question }
    expect(await askInstitution(people.handler, again, now)).toMatchObject(refusedWith('alreadyExists'))
    expect(await askInstitution(people.handler, { ...again, version: 2 }, now)).toMatchObject(refusedWith('changedMeanwhile'))
    for (const actor of [people.colleague, people.reviewer, people.otherCounty, officer])
      expect(await askInstitution(actor, again, now)).toMatchObject(refusedWith('notFound'))
    expect(await statementsOfLead(people.otherCounty, leadId)).toEqual([])
  })

  it('is waited for until it is said, once, by the institution alone', async () => {
    const { leadId, statementId, officer, other } = await asked()
    const form = verificationForm(leadId, 3, { evidenceFileIds: await evidenceOf(people.handler) })
    expect(await submitVerification(people.handler, form, later(1))).toMatchObject(refusedWith('statementPending'))
    const evidenceFileIds = await evidenceOf(officer)
    await asOwner(`UPDATE stored_file SET department = 'MI', institution_id = $2 WHERE id = $1`, [evidenceFileIds, officer.institutionId])
    const say = (actor: Actor, version = 1) => answerStatement(actor, { statementId, version, answer, evidenceFileIds }, later(1))
    for (const actor of [other, people.handler, { ...officer, roles: [] }]) expect(await say(actor)).toMatchObject(refusedWith('notFound'))
    expect(await say(officer, 9)).toMatchObject(refusedWith('changedMeanwhile'))
    const both = await Promise.all([say(officer), say(officer)])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await say(officer, 2)).toMatchObject(refusedWith('wrongState'))
    expect(await statementsOfLead(people.reviewer, leadId)).toMatchObject([{ state: 'answered', answer, files: [{ kind: 'answer' }] }])
    const clocks = await asOwner('SELECT rule_id, stopped_at FROM statutory_clock WHERE subject_id = $1', [leadId])
    expect(clocks).toMatchObject([{ rule_id: 'CK76', stopped_at: later(1) }])
    done(await submitVerification(people.handler, form, later(2)))
  })

  it('that is not said in time holds nothing up, and a withdrawn lead asks for none', async () => {
    const late = await asked()
    expect(await answerStatement(late.officer, { statementId: late.statementId, version: 1, answer }, later(20))).toMatchObject(
      refusedWith('statementOver'),
    )
    const form = verificationForm(late.leadId, 3, { evidenceFileIds: await evidenceOf(people.handler) })
    done(await submitVerification(people.handler, form, later(20)))
    expect(await statementsOfLead(people.handler, late.leadId)).toMatchObject([{ state: 'lapsed' }])

    const gone = await asked()
    const letter = { reason: '数据口径调整，来函撤回该条线索', evidenceFileIds: await evidenceOf(people.cityApprover) }
    done(await withdrawLead(people.cityApprover, { leadId: gone.leadId, version: 3, ...letter }, later(1)))
    expect(await getStatement(gone.officer, gone.statementId, later(1))).toMatchObject({ state: 'closed', mayAnswer: false })
  })

  it('is not passed over when it is asked for, nor undone when it is said, at the same moment', async () => {
    const leadId = await aLeadInWork(people.handler)
    const form = verificationForm(leadId, 3, { evidenceFileIds: await evidenceOf(people.handler) })
    const both = await Promise.all([
      askInstitution(people.handler, { leadId, version: 3, question }, now),
      submitVerification(people.handler, form, now),
    ])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)

    const { statementId, officer, ...gone } = await asked()
    const letter = { reason: '数据口径调整，来函撤回该条线索', evidenceFileIds: await evidenceOf(people.cityApprover) }
    const [said, withdrawn] = await Promise.all([
      answerStatement(officer, { statementId, version: 1, answer }, later(1)),
      withdrawLead(people.cityApprover, { leadId: gone.leadId, version: 3, ...letter }, later(1)),
    ])
    done(withdrawn)
    expect(await getStatement(officer, statementId, later(1))).toMatchObject({ state: said.ok ? 'answered' : 'closed' })
  })

  it('is as secret as the lead, is of it, and goes where it goes', async () => {
    const { leadId, statementId, officer } = await asked()
    const fileId = await evidenceOf(officer)
    const elsewhere = 370881 // the institution lies in another county than the bureau that asked
    await asOwner(`UPDATE stored_file SET department = 'MI', institution_id = $2, region_no = $3 WHERE id = $1`, [
      fileId,
      officer.institutionId,
      elsewhere,
    ])
    done(await answerStatement(officer, { statementId, version: 1, answer, evidenceFileIds: fileId }, later(1)))
    const file = () =>
      asOwner('SELECT secrecy, region_no, matter_ids @> $2::uuid[] AS of_both FROM stored_file WHERE id = $1', [
        fileId,
        [leadId, statementId],
      ])
    expect(await file()).toEqual([{ secrecy: 2, region_no: 370811, of_both: true }])

    const [there] = await asOwner<{ id: string; name: string; region_no: number }>(
      'SELECT id, name, region_no FROM agency WHERE name = $1',
      [places.otherBureau],
    )
    await asOwner('UPDATE lead SET secrecy = 3, agency_id = $2, region_no = $3 WHERE id = $1', [leadId, there?.id, there?.region_no])
    const [place, secrecy] = [{ region_no: there?.region_no }, { secrecy: 3 }]
    expect(await asOwner('SELECT agency_id, agency_name, region_no, secrecy FROM lead_statement WHERE id = $1', [statementId])).toEqual([
      { agency_id: there?.id, agency_name: there?.name, ...place, ...secrecy },
    ])
    expect(await asOwner('SELECT region_no, secrecy FROM attachment WHERE subject_id = $1', [statementId])).toEqual([
      { ...place, ...secrecy },
    ])
    expect(await file()).toMatchObject([{ ...place, ...secrecy }])

    // The institution moves: what it said of the lead stays with the lead.
    await asOwner('UPDATE institution SET region_no = $2 WHERE id = $1', [officer.institutionId, elsewhere])
    expect(await file()).toMatchObject([place])
    expect(await asOwner('SELECT region_no FROM attachment WHERE subject_id = $1', [statementId])).toEqual([place])
  })
})

describe('an objection to what a lead was concluded with', () => {
  const object = ({ statementId, officer }: Heard, at = later(4), version = 3) =>
    raiseObjection(officer, { statementId, version, objection }, at)
  const decide = ({ statementId }: Heard, actor: Actor, decision = 'reopened') =>
    decideObjection(actor, { statementId, version: 4, decision, reason: '加做依据需重新核对病历' }, later(5))

  it('is raised once and in time, and decided by one who neither verified nor reviewed', async () => {
    const heard = await concluded()
    expect(await getStatement(heard.officer, heard.statementId, later(4))).toMatchObject({
      toldConclusion: 'substantiated',
      mayObject: true,
    })
    expect(await object({ ...heard, officer: heard.other })).toMatchObject(refusedWith('notFound'))
    expect(await object(heard, later(30))).toMatchObject(refusedWith('objectionOver'))
    done(await object(heard))
    expect(await object(heard, later(4), 4)).toMatchObject(refusedWith('alreadyExists'))
    expect((await getWorkCentre(people.approver, {}, later(4))).counts).toMatchObject({ decideObjection: expect.any(Number) })

    const both: Actor = { ...people.reviewer, roles: ['reviewer', 'approver'] }
    expect(await decide(heard, both)).toMatchObject(refusedWith('samePerson'))
    for (const actor of [people.handler, people.otherCounty, await officerOf(places.otherBureau, ['approver'])])
      expect(await decide(heard, actor)).toMatchObject(refusedWith('notFound'))
    done(await decide(heard, people.approver))
    expect(await leadRow(heard.leadId)).toMatchObject({ state: 'verifying', conclusion: null })
    expect(await getStatement(heard.officer, heard.statementId, later(5))).toMatchObject({ decision: 'reopened', mayObject: false })
    expect(await decide(heard, people.approver)).toMatchObject(refusedWith('wrongState'))
  })

  it('that is not followed leaves the conclusion as it was; nothing is objected to where nothing was found', async () => {
    const heard = await concluded()
    done(await object(heard))
    done(await decide(heard, people.approver, 'upheld'))
    expect(await leadRow(heard.leadId)).toMatchObject({ state: 'concluded', conclusion: 'substantiated' })
    const clean = await concluded('unsubstantiated')
    expect(await getStatement(clean.officer, clean.statementId, later(4))).toMatchObject({
      toldConclusion: 'unsubstantiated',
      mayObject: false,
    })
    expect(await object(clean)).toMatchObject(refusedWith('wrongState'))
  })
})
