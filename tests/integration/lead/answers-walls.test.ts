import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { asActor } from '#platform/db'
import { rowContext } from '#server/access'
import { getAnswerProgress, listAnswerSheets } from '#server/lead/answers/sheet-queries'
import { submitAnswers, uploadAnswers } from '#server/lead/answers/upload-answers'
import { submitVerification } from '#server/lead/verify-lead'
import {
  answered,
  anUploadedSheet,
  aReadSheet,
  assignedLeads,
  doSheetWork,
  evidenceFile,
  sendSheet,
  sheetBytes,
  sheetOf,
} from '../../fixtures/answers'
import { done } from '../../fixtures/campaigns'
import { aLeadInWork, anAssignedLead, type LeadPeople, leadPeople, leadRow, verificationForm } from '../../fixtures/leads'
import { officerOf, places } from '../../fixtures/matters'
import { asOwner } from '../../support/as-owner'
import { downloaded } from '../../support/downloaded'

let people: LeadPeople
beforeAll(async () => {
  people = await leadPeople()
})

/** The walls of the files of a lead, its own id aside. */
const wallsOf = (leadId: string) =>
  asOwner(
    `SELECT array_remove(f.matter_ids, $1) AS matters, f.campaign_ids, f.secrecy, f.institution_id, f.department::text, f.region_no, f.operator_sees
     FROM attachment a JOIN stored_file f ON f.id = a.file_id WHERE a.subject_id = $1`,
    [leadId],
  )
const putTo = (leadId: string, fileId: string) =>
  asOwner(
    `INSERT INTO attachment (id, subject_type, subject_id, kind, title, file_id, added_by_id, added_at, department, region_no, secrecy)
     VALUES (gen_random_uuid(), 'lead', $1, 'evidence', '佐证', $2, gen_random_uuid(), now(), 'MI', 370811, 3)`,
    [leadId, fileId],
  )
const keepAway = (userId: string, leadId: string) =>
  asOwner(
    `INSERT INTO recusal (id, user_id, subject_type, subject_id, department, region_no, reason, recorded_by_id, recorded_at)
     VALUES (gen_random_uuid(), $1, 'lead', $2, 'MI', 370811, '亲属任职', $1, now())`,
    [userId, leadId],
  )

describe('evidence by workbook', () => {
  it('is only what its officer uploaded and put to nothing: a paper of another matter stays behind that matter’s walls', async () => {
    const [known, fine, moved, unseen] = await assignedLeads(4)
    if (!known || !fine || !moved || !unseen) throw new Error('leads')
    const handler = await officerOf(places.bureau, ['handler'])
    const [secret, forbidden] = [await anAssignedLead(), await anAssignedLead()]
    await asOwner('UPDATE lead SET secrecy = 3 WHERE id = $1', [secret])
    await keepAway(handler.userId, forbidden)
    const names = ['机密.pdf', '清单.pdf', '稍后.pdf', '回避.pdf']
    const files: string[] = []
    for (const name of names) files.push(await evidenceFile(handler, name))
    const [paper = '', , later = '', gone = ''] = files
    await putTo(secret, paper)

    const rows = [known, fine, moved, unseen].map((lead, at) => answered(lead, { evidence: names[at] ?? '' }))
    const sheetId = await anUploadedSheet(handler, sheetBytes(rows), files)
    const held = await asOwner('SELECT secrecy FROM stored_file WHERE id = ANY($1) ORDER BY array_position($1::uuid[], id)', [files])
    expect(held.map(({ secrecy }) => secrecy)).toEqual([3, 2, 2, 2])
    await doSheetWork(handler, sheetId)
    const reasons = async () => (await sheetOf(handler, sheetId)).returned.map(({ row, problems }) => [row, problems[0]?.code])
    expect(await reasons()).toEqual([[2, 'fileTaken']])

    await putTo(secret, later)
    await putTo(forbidden, gone)
    await sendSheet(handler, sheetId)
    expect(await sheetOf(handler, sheetId)).toMatchObject({ state: 'submitted', submittedCount: 1, failedCount: 2 })
    expect(await reasons()).toEqual([2, 4, 5].map((row) => [row, row === 5 ? 'fileMissing' : 'fileTaken']))
    for (const lead of [known, moved, unseen]) expect([await wallsOf(lead.id), (await leadRow(lead.id)).state]).toEqual([[], 'toVerify'])
    expect((await leadRow(fine.id)).state).toBe('toReview')
  })

  it('is never a colleague’s file, and stands behind the walls of evidence that goes with one lead', async () => {
    const [lead] = await assignedLeads(1)
    if (!lead) throw new Error('lead')
    const [theirs, workbook] = [await evidenceFile(people.colleague), await evidenceFile(people.handler)]
    const refused = await uploadAnswers(people.handler, { fileId: workbook, evidenceFileIds: theirs })
    expect(refused).toMatchObject({ refusal: { code: 'notFound' } })
    await sendSheet(people.handler, await aReadSheet(people.handler, [answered(lead)]))
    const single = await aLeadInWork(people.handler)
    const evidenceFileIds = await evidenceFile(people.handler)
    done(await submitVerification(people.handler, verificationForm(single, 3, { evidenceFileIds })))
    const walls = await wallsOf(lead.id)
    expect(walls).toHaveLength(1)
    expect(walls).toEqual(await wallsOf(single))
  })
})

describe('a workbook and what comes with it', () => {
  it('opens to its officer alone: it says something of each of its leads, whoever knows its id', async () => {
    const leads = await assignedLeads(2)
    const evidence = await evidenceFile(people.handler)
    const sheetId = await aReadSheet(
      people.handler,
      leads.map((lead) => answered(lead)),
      [evidence],
    )
    const [{ file_id: workbook = '' } = {}] = await asOwner<{ file_id: string }>('SELECT file_id FROM lead_answer_sheet WHERE id = $1', [
      sheetId,
    ])
    const kept = await officerOf(places.bureau, ['handler', 'reviewer'])
    await keepAway(kept.userId, leads[0]?.id ?? '')
    const openable = async (id: string) => {
      const all = [people.handler, people.colleague, people.reviewer, kept, people.city]
      return Promise.all(all.map(async (actor) => (await downloaded(actor, id)) !== null))
    }
    for (const id of [workbook, evidence]) expect(await openable(id)).toEqual([true, false, false, false, false])

    await sendSheet(people.handler, sheetId)
    for (const id of [workbook, evidence]) expect(await openable(id)).toEqual([true, false, false, false, false])
    const [{ file_id: paper = '' } = {}] = await asOwner<{ file_id: string }>('SELECT file_id FROM attachment WHERE subject_id = $1', [
      leads[0]?.id,
    ])
    expect(await openable(paper)).toEqual([true, true, true, false, true])
    expect(await sheetOf(people.colleague, sheetId)).toMatchObject({ fileName: '核查.csv' })
    expect((await listAnswerSheets(kept)).map(({ id }) => id)).toContain(sheetId)

    const single = await aLeadInWork(people.handler)
    const refused = await submitVerification(people.handler, verificationForm(single, 3, { evidenceFileIds: workbook }))
    expect(refused).toMatchObject({ refusal: { code: 'notFound' } })
  })
})

describe('two workers at one sheet', () => {
  it('send each row once and count it once', async () => {
    const leads = await assignedLeads(410)
    const sheetId = await aReadSheet(
      people.handler,
      leads.map((lead) => answered(lead)),
    )
    const { version } = await sheetOf(people.handler, sheetId)
    done(await submitAnswers(people.handler, { sheetId, version }))
    await Promise.all([doSheetWork(people.handler, sheetId), doSheetWork(people.handler, sheetId)])
    const counts = { readyCount: 410, submittedCount: 410, failedCount: 0, rowsDone: 410, waiting: 0 }
    expect(await sheetOf(people.handler, sheetId)).toMatchObject({ state: 'submitted', trouble: null, ...counts })
  })
})

describe('a sheet in the eyes of a colleague', () => {
  it('shows nothing of a lead that they must keep away from, nor of a row that is of no lead: no number, text or count', async () => {
    const leads = await assignedLeads(23)
    const [kept, open] = leads
    if (!kept || !open) throw new Error('leads')
    const account = '经核查，病历与清单一致，没有问题。'
    const rows = leads.map((lead) => answered(lead, { account }))
    const faulty = [answered(kept, { account, billed: '约百元' }), answered(open, { account, billed: '约百元' }), ...rows.slice(2)]
    const typed = answered({ id: '', number: 'XS-370800-2020-999999', version: 2 })
    const sheetId = await aReadSheet(people.handler, [...faulty, typed])
    expect(await sheetOf(people.handler, sheetId)).toMatchObject({
      readyCount: 21,
      refusedCount: 3,
      summary: { repeated: [{ count: 21 }] },
    })

    const recused = await officerOf(places.bureau, ['handler', 'reviewer'])
    await keepAway(recused.userId, kept.id)
    const seen = await sheetOf(recused, sheetId)
    expect(seen.returned.map(({ cells }) => cells[0])).toEqual([open.number])
    expect(seen).toMatchObject({ isOwn: false, readyCount: 21, refusedCount: 1, summary: { blank: 0, repeated: [] } })
    const [listed] = (await listAnswerSheets(recused)).filter(({ id }) => id === sheetId)
    expect(listed).toMatchObject({ refusedCount: 1, failedCount: 0, submittedCount: 0 })
    expect(await getAnswerProgress(recused, sheetId)).toMatchObject({ rowsDone: 0, rowsTotal: null })

    await sendSheet(people.handler, sheetId, { repeatsSeen: 'on' })
    await keepAway(recused.userId, leads[5]?.id ?? '')
    expect(await sheetOf(recused, sheetId)).toMatchObject({ submittedCount: 20, summary: { repeated: [] } })
    expect((await sheetOf(people.reviewer, sheetId)).summary.repeated).toEqual([{ account, count: 21 }])
  })

  it('is the database’s own word: past every query, rows of no lead and of a lead above their clearance are not there', async () => {
    const [open, secret] = await assignedLeads(2)
    if (!open || !secret) throw new Error('leads')
    const rows = [open, secret].map((lead) => answered(lead, { billed: '约百元' }))
    const typed = answered({ id: '', number: 'XS-370800-2020-999998', version: 2 })
    const sheetId = await aReadSheet(people.handler, [...rows, typed])
    const read = (actor: Actor) =>
      asActor(rowContext(actor), async (tx) => {
        const found = await tx.leadAnswerRow.findMany({ where: { sheetId }, orderBy: { place: 'asc' }, select: { place: true } })
        return found.map(({ place }) => place)
      })
    expect(await read(people.colleague)).toEqual([1, 2])
    await asOwner('UPDATE lead SET secrecy = 3 WHERE id = $1', [secret.id])
    expect(await read(people.colleague)).toEqual([1])
    const written = await asActor(rowContext(people.colleague), (tx) => tx.leadAnswerRow.deleteMany({ where: { sheetId } }))
    expect(written.count).toBe(0)
    expect(await read({ ...people.handler, clearance: 3 })).toEqual([1, 2, 3])
  })
})
