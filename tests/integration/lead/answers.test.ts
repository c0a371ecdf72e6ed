import ExcelJS from 'exceljs'
import { beforeAll, describe, expect, it } from 'vitest'
import { answerFields, answerHeadings, conclusionWords } from '#domain/lead/answers/columns'
import { answerReason } from '#messages/zh/answer-reasons'
import { leadText } from '#messages/zh/lead'
import { exportAnswerSheet, writeAnswerBook } from '#server/lead/answers/export-sheet'
import { downloadReturnedAnswers, getAnswerSheet } from '#server/lead/answers/sheet-queries'
import { submitAnswerSheet } from '#server/lead/answers/submit-sheet-job'
import { stopAnswers, submitAnswers, uploadAnswers } from '#server/lead/answers/upload-answers'
import { takeUpLead } from '#server/lead/work-lead'
import {
  answered,
  anUploadedSheet,
  aReadSheet,
  aSentSheet,
  assignedLeads,
  doSheetWork,
  evidenceFile,
  sendSheet,
  sheetBytes,
  sheetOf,
} from '../../fixtures/answers'
import { done } from '../../fixtures/campaigns'
import { aLeadInWork, type LeadPeople, leadPeople, leadRow, numberOf, strangers } from '../../fixtures/leads'
import { actionsOn } from '../../fixtures/matters'
import { verifyTrail } from '../../fixtures/trail'
import { asOwner } from '../../support/as-owner'

let people: LeadPeople
beforeAll(async () => {
  people = await leadPeople()
})

const roundsOf = (ids: readonly string[]) =>
  asOwner<{ lead_id: string; round: number; account: string; handler_id: string; sheet_id: string | null }>(
    'SELECT lead_id, round, account, handler_id, sheet_id FROM lead_verification WHERE lead_id = ANY($1) ORDER BY lead_id, round',
    [ids],
  )
const reasonsOf = async (sheetId: string) =>
  Object.fromEntries(
    (await sheetOf(people.handler, sheetId)).returned.map(({ row, problems }) => [row, problems.map(answerReason).join('')]),
  )

it('calls the conclusions what the pages call them', () => {
  expect(conclusionWords).toEqual(leadText.conclusions)
})

describe('a working sheet', () => {
  it('has the leads that are one’s own to answer, goes out as a workbook, and its answers come back', async () => {
    const mine = await assignedLeads(3)
    const others = await aLeadInWork(people.colleague)
    const batch = mine[0]?.number.slice(3, -7) ?? ''
    const sheet = done(await exportAnswerSheet(people.handler, { filter: `batch=${batch}` }))
    expect(sheet.lines.map(({ cells }) => cells.slice(0, 2)).sort()).toEqual(mine.map(({ number }) => [number, '2']).sort())
    const all = done(await exportAnswerSheet(people.handler, { filter: '' }))
    expect(all.lines.map(({ cells }) => cells[0])).not.toContain(await numberOf(others))
    expect(await exportAnswerSheet(people.otherCounty, { filter: `batch=${batch}` })).toMatchObject({
      refusal: { code: 'nothingToAnswer' },
    })

    const words = { sheetName: '核查结论', notesName: '说明', notes: ['一'], methods: leadText.methods, reasonHeading: null }
    const book = new ExcelJS.Workbook()
    const bytes = done(await writeAnswerBook({ ...words, lines: sheet.lines }))
    await book.xlsx.load(new Uint8Array(bytes).buffer)
    const page = book.getWorksheet('核查结论')
    const at = (field: (typeof answerFields)[number], row: number) => page?.getRow(row).getCell(answerFields.indexOf(field) + 1)
    expect(at('number', 2)?.protection?.locked ?? true).toBe(true)
    expect(at('account', 2)?.protection?.locked).toBe(false)
    expect(at('conclusion', 3)?.dataValidation?.formulae).toEqual(['"查实,部分查实,不属实,无法核实,并案"'])
    for (const row of [2, 3]) {
      for (const [field, value] of Object.entries({ conclusion: '查实', method: '现场检查', evidence: '病历.pdf' })) {
        const cell = at(field as 'method', row)
        if (cell) cell.value = value
      }
      for (const [field, value] of Object.entries({ billed: 1234.56, irregular: 1000, fundLoss: 0.07 })) {
        const cell = at(field as 'billed', row)
        if (cell) cell.value = value
      }
      const account = at('account', row)
      if (account) account.value = `第 ${row} 行：现场核对，确有其事，已取证。`
    }
    for (const [field, value] of Object.entries({
      conclusion: '不属实',
      method: '现场检查',
      account: { formula: 'A4', result: '经核查，情况不属实，没有问题。' },
    })) {
      const cell = at(field as 'method', 4)
      if (cell) cell.value = value
    }
    const filled = new Uint8Array(await book.xlsx.writeBuffer())
    const sheetId = await anUploadedSheet(people.handler, filled, [await evidenceFile(people.handler)], '核查.xlsx')
    await doSheetWork(people.handler, sheetId)
    expect(await sheetOf(people.handler, sheetId)).toMatchObject({ state: 'read', readyCount: 2, refusedCount: 1, summary: { blank: 0 } })
    expect((await reasonsOf(sheetId))[4]).toBe('“核查情况”：是公式，请改为直接填写内容。')
    await sendSheet(people.handler, sheetId)
    const sums = await asOwner(
      `SELECT billed_fen::int AS billed, fund_loss_fen::int AS loss, method, account LIKE '第 % 行：%' AS own FROM lead_verification WHERE sheet_id = $1`,
      [sheetId],
    )
    expect(sums).toEqual([1, 2].map(() => ({ billed: 123456, loss: 7, method: '现场检查', own: true })))
  })

  it('goes to review lead by lead: taken up and sent, each with its own round, evidence and trail', async () => {
    const { sheetId, leads } = await aSentSheet(people.handler, 450)
    expect(await sheetOf(people.handler, sheetId)).toMatchObject({ state: 'submitted', submittedCount: 450, failedCount: 0, waiting: 0 })
    const rounds = await roundsOf(leads.map(({ id }) => id))
    expect(new Set(rounds.map(({ account }) => account)).size).toBe(450)
    expect(new Set(rounds.map((one) => `${one.round} ${one.handler_id} ${one.sheet_id}`))).toEqual(
      new Set([`1 ${people.handler.userId} ${sheetId}`]),
    )
    const first = leads[0]?.id ?? ''
    expect(await leadRow(first)).toMatchObject({ state: 'toReview', version: 4, handler_id: people.handler.userId })
    expect(await actionsOn(first)).toEqual(['lead.takeUp', 'lead.submit'])
    const [files] = await asOwner(
      `SELECT count(*)::int AS attached, count(DISTINCT f.id)::int AS rows, count(DISTINCT f.sha256)::int AS contents,
         bool_and(f.matter_ids = ARRAY[a.subject_id]) AS own
       FROM attachment a JOIN stored_file f ON f.id = a.file_id WHERE a.subject_id = ANY($1)`,
      [leads.map(({ id }) => id)],
    )
    expect(files).toEqual({ attached: 450, rows: 450, contents: 1, own: true })
    await verifyTrail(leads.map(({ id }) => id))
  })

  it('returns each row that cannot go with its reason, and lets the others go', async () => {
    const [fine, unread, short, order, bare, fraud, merge, stale, doubled, unknown] = await assignedLeads(10)
    if (!fine || !unread || !short || !order || !bare || !fraud || !merge || !stale || !doubled || !unknown) throw new Error('ten leads')
    const others = await aLeadInWork(people.colleague)
    const facts = { conclusion: '查实', billed: '100', irregular: '90', fundLoss: '80' }
    const sheetId = await aReadSheet(people.handler, [
      answered(fine),
      answered(unread, { ...facts, irregular: '约九十元' }),
      answered(short, { account: '没问题' }),
      answered(order, { ...facts, irregular: '101' }),
      answered(bare, { evidence: '' }),
      answered(fraud, { fraud: '是' }),
      answered(merge, { conclusion: '并案', mergedInto: merge.number }),
      answered({ ...stale, version: 1 }),
      answered(doubled, { evidence: '没有这个.pdf' }),
      answered(doubled),
      answered(unknown, { conclusion: '基本属实' }),
      answered({ id: others, number: await numberOf(others), version: 3 }),
      answered({ id: '', number: 'XS-370800-2020-999999', version: 2 }),
    ])
    expect(await sheetOf(people.handler, sheetId)).toMatchObject({ state: 'read', readyCount: 1, refusedCount: 12 })
    const reasons = await reasonsOf(sheetId)
    expect(Object.keys(reasons).map(Number)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14])
    const said: Record<number, RegExp> = {
      ...{
        3: /“约九十元”不是可以识别的金额/,
        4: /核查情况.*太简略/,
        5: /金额关系不对/,
        6: /缺少佐证/,
        7: /欺诈/,
        8: /不能作为并案/,
        9: /已有变动/,
      },
      ...{ 10: /没有随工作簿上传：没有这个.pdf/, 11: /与第 10 行/, 12: /“基本属实”不是可选的结论/, 13: /由李强核查/, 14: /没有这条线索/ },
    }
    for (const [row, reason] of Object.entries(said)) expect(reasons[row], row).toMatch(reason)

    await sendSheet(people.handler, sheetId)
    expect((await leadRow(fine.id)).state).toBe('toReview')
    expect((await leadRow(order.id)).state).toBe('toVerify')
    const returned = done(await downloadReturnedAnswers(people.handler, { sheetId }))
    expect(returned.rows.map(({ cells }) => cells[0])).toContain(order.number)
    expect(await downloadReturnedAnswers(people.colleague, { sheetId })).toMatchObject({ refusal: { code: 'notFound' } })
    expect(answerHeadings.number).toBe('线索编号')
  })

  it('adds nothing when it comes twice, and a lead that moved meanwhile is left alone and named', async () => {
    const leads = await assignedLeads(4)
    const rows = leads.map((lead) => answered(lead))
    const [first, second] = [await aReadSheet(people.handler, rows), await aReadSheet(people.handler, rows)]
    const [moved] = leads
    done(await takeUpLead(people.colleague, { leadId: moved?.id, version: 2 }))
    await sendSheet(people.handler, first)
    expect(await sheetOf(people.handler, first)).toMatchObject({ submittedCount: 3, failedCount: 1 })
    await sendSheet(people.handler, second)
    expect(await sheetOf(people.handler, second)).toMatchObject({ state: 'submitted', submittedCount: 0, failedCount: 4 })
    expect(await roundsOf(leads.map(({ id }) => id))).toHaveLength(3)
    expect(await leadRow(moved?.id ?? '')).toMatchObject({ state: 'verifying', handler_id: people.colleague.userId, version: 3 })
    const again = await aReadSheet(people.handler, rows)
    expect(await sheetOf(people.handler, again)).toMatchObject({ readyCount: 0, refusedCount: 4 })
  })

  it('is sent once however often it is asked for, and says aloud when many rows have one account', async () => {
    const leads = await assignedLeads(25)
    const sheetId = await aReadSheet(
      people.handler,
      leads.map((lead) => answered(lead, { account: '经核查，病历与清单一致，没有问题。' })),
    )
    const { version, summary } = await sheetOf(people.handler, sheetId)
    expect(summary.repeated).toEqual([{ account: '经核查，病历与清单一致，没有问题。', count: 25 }])
    const unsaid = await submitAnswers(people.handler, { sheetId, version })
    expect(unsaid).toMatchObject({ refusal: { code: 'accountsRepeat', detail: { count: 25 } } })
    const twice = await Promise.all([1, 2].map(() => submitAnswers(people.handler, { sheetId, version, repeatsSeen: 'on' })))
    expect(twice.filter(({ ok }) => ok)).toHaveLength(1)
    await doSheetWork(people.handler, sheetId)
    await doSheetWork(people.handler, sheetId)
    expect(await roundsOf(leads.map(({ id }) => id))).toHaveLength(25)
  })

  it('goes on where a worker broke off: what had gone has gone, the rest follows, and nothing goes twice', async () => {
    const leads = await assignedLeads(900)
    const rows = leads.map((lead) => answered(lead))
    const sheetId = await aReadSheet(people.handler, rows)
    const { version } = await sheetOf(people.handler, sheetId)
    await asOwner(`CREATE FUNCTION break_off() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''gone''; END';
      CREATE TRIGGER break_off BEFORE INSERT ON lead_verification FOR EACH ROW WHEN (NEW.lead_id = '${leads[500]?.id}') EXECUTE FUNCTION break_off()`)
    done(await submitAnswers(people.handler, { sheetId, version }))
    await expect(doSheetWork(people.handler, sheetId)).rejects.toThrow()
    expect(await sheetOf(people.handler, sheetId)).toMatchObject({ state: 'submitting', submittedCount: 400, waiting: 500 })
    done(await stopAnswers(people.handler, { sheetId, version: version + 1 }))
    await asOwner('DROP FUNCTION break_off() CASCADE')
    await submitAnswerSheet(
      { sheetId, version: version + 1, userId: people.handler.userId, postId: people.handler.postId ?? '' },
      new Date(),
    )
    expect(await sheetOf(people.handler, sheetId)).toMatchObject({ state: 'read', submittedCount: 400, waiting: 500 })
    await sendSheet(people.handler, sheetId)
    expect(await sheetOf(people.handler, sheetId)).toMatchObject({ state: 'submitted', submittedCount: 900, failedCount: 0, waiting: 0 })
    const rounds = await roundsOf(leads.map(({ id }) => id))
    expect([rounds.length, new Set(rounds.map(({ lead_id }) => lead_id)).size]).toEqual([900, 900])
  })

  it.each(strangers)('does not exist for %s', async (_who, person) => {
    const stranger = await person()
    const sheetId = await aReadSheet(people.handler, [answered((await assignedLeads(1))[0] ?? { id: '', number: '', version: 0 })])
    expect(await getAnswerSheet(stranger, sheetId)).toEqual(
      stranger.agencyId === people.handler.agencyId && stranger.clearance >= 2 ? expect.anything() : null,
    )
    expect(await submitAnswers(stranger, { sheetId, version: 1 })).toMatchObject({ refusal: { code: 'notFound' } })
    const file = await evidenceFile(people.handler)
    expect(await uploadAnswers(stranger, { fileId: file, evidenceFileIds: '' })).toMatchObject({ refusal: { code: 'notFound' } })
  })

  it('cannot be sent by a colleague, nor with rows of a reading that nobody saw', async () => {
    const [lead] = await assignedLeads(1)
    const sheetId = await aReadSheet(people.handler, lead ? [answered(lead)] : [])
    expect(await submitAnswers(people.colleague, { sheetId, version: 1 })).toMatchObject({ refusal: { code: 'notFound' } })
    expect(await submitAnswers(people.handler, { sheetId, version: 9 })).toMatchObject({ refusal: { code: 'changedMeanwhile' } })
    const empty = await anUploadedSheet(people.handler, sheetBytes([]), [])
    await doSheetWork(people.handler, empty)
    expect(await submitAnswers(people.handler, { sheetId: empty, version: 1 })).toMatchObject({ refusal: { code: 'nothingToAnswer' } })
  })
})
