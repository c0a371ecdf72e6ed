import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { getBankRow, listBankAccounts, listBankImports, listOpenRows } from '#server/self-inspection/bank-proposals'
import { withdrawRefund } from '#server/self-inspection/declare-refund'
import { importBankList } from '#server/self-inspection/import-bank-list'
import { matchBankRow, matchExact, unmatch } from '#server/self-inspection/match-bank'
import { confirmRefund, rejectRefund, unconfirmRefund } from '#server/self-inspection/settle-refund'
import { city, county, done, launchedCampaign, officerOf, uploadedFile } from '../../fixtures/campaigns'
import { countyReviewer, filedAt, otherCountyReviewer, trailOf } from '../../fixtures/filings'
import { bankCsv, bankRow, cityReviewer, importedList, payingFiling, refundsOf } from '../../fixtures/refunds'
import { asOwner } from '../../support/as-owner'

let campaignId = ''
beforeAll(async () => {
  campaignId = await launchedCampaign()
})
const refusedWith = (code: string) => ({ ok: false, refusal: { code } })
const counted = async () => (await asOwner<{ n: number }>('SELECT count(*)::int AS n FROM bank_row'))[0]?.n

describe('a list of the account', () => {
  it('adds each row once: the same file again nothing, an overlapping one what is new', async () => {
    const rows = [
      { serial: 'A-1', amount: '10', payer: '甲' },
      { serial: 'A-2', amount: '20.50', payer: '乙' },
    ]
    expect(done(await importedList(city.handler, rows))).toMatchObject({ added: 2, known: 0 })
    expect(done(await importedList(city.handler, rows))).toMatchObject({ added: 0, known: 2 })
    expect(
      done(
        await importedList(city.handler, [
          ...rows,
          { serial: 'A-3', amount: '1', payer: '丙' },
          { serial: 'A-3', amount: '1', payer: '丙' },
        ]),
      ),
    ).toMatchObject({ added: 1, known: 3 })
    expect(await listBankImports(cityReviewer)).toHaveLength(3)
    expect(await listBankImports(county.handler)).toEqual([])
  })

  it('is of one account, however its name is typed, and never of two', async () => {
    const rows = [
      { serial: 'N-1', amount: '10', payer: '甲' },
      { serial: 'N-2', amount: '20', payer: '乙' },
    ]
    done(await importedList(city.handler, rows, '财政专户 尾号 7788'))
    expect(done(await importedList(city.handler, rows, '财政专户尾号７７８８'))).toMatchObject({ added: 0, known: 2 })
    expect(await listBankAccounts(city.handler)).toEqual(expect.arrayContaining(['财政专户 尾号 7788']))
    expect(await listBankAccounts(city.handler)).not.toContain('财政专户尾号７７８８')
    const before = await counted()
    expect(await importedList(city.handler, [...rows, { serial: 'N-3', amount: '1', payer: '丙' }], '财政专户（新）')).toMatchObject({
      ok: false,
      refusal: { code: 'bankRowsElsewhere', detail: { account: '财政专户 尾号 7788', count: 2, serials: ['N-1', 'N-2'] } },
    })
    // Another account may use the same serial number for other money.
    expect(done(await importedList(city.handler, [{ serial: 'N-1', amount: '11', payer: '甲' }], '财政专户（新）'))).toMatchObject({
      added: 1,
    })
    const fileId = await uploadedFile(city.handler, new TextEncoder().encode(bankCsv(rows)), '来账.csv')
    expect(await importBankList(city.handler, { fileId, account: '没有导入过的账户' }, filedAt)).toMatchObject(refusedWith('notFound'))
    expect(await counted()).toBe((before ?? 0) + 1)
  })

  it('drops nothing unseen: another sum under a known number is refused, what is left aside is said', async () => {
    done(await importedList(city.handler, [{ serial: 'D-1', amount: '10', payer: '甲' }]))
    for (const other of [{ amount: '10.01' }, { payer: '乙' }, { on: '2024-05-20' }]) {
      const rows = [
        { serial: 'D-1', amount: '10', payer: '甲', ...other },
        { serial: 'D-2', amount: '1', payer: '甲' },
      ]
      expect(await importedList(city.handler, rows)).toMatchObject({
        ok: false,
        refusal: { code: 'bankSerialsDiffer', detail: { count: 1, serials: ['D-1'] } },
      })
    }
    const rows = [
      { serial: 'D-3', amount: '5', payer: '甲', remark: '合计两个月的退款' },
      { serial: 'D-4', amount: '-5', payer: '甲', remark: '冲正' },
      { serial: 'D-5', amount: '', payer: '银行', remark: '手续费' },
    ]
    expect(done(await importedList(city.handler, rows))).toEqual({
      ...{ added: 1, known: 0, outgoing: 1, negativeCount: 1 },
      negative: [{ row: 3, serial: 'D-4', payer: '甲', amount: '-5' }],
    })
    expect(
      (await listBankImports(cityReviewer)).find(({ rowCount, negativeCount }) => rowCount === 1 && negativeCount === 1),
    ).toMatchObject({
      outgoingCount: 1,
    })
  })

  it('has one effect when it arrives four times at once', async () => {
    const rows = Array.from({ length: 20 }, (_, index) => ({ serial: `M-${index}`, amount: '1', payer: '甲' }))
    const before = (await counted()) ?? 0
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => importedList(city.handler, rows, '同时导入')))
    expect(outcomes.every(({ ok }) => ok)).toBe(true)
    expect(await counted()).toBe(before + 20)
  })

  it('is refused whole with what to mend, and for whoever has no account', async () => {
    const before = await counted()
    const wrong = await importedList(city.handler, [
      { serial: 'W-1', amount: '十元', payer: '甲' },
      { serial: 'W-2', amount: '5', payer: '甲' },
    ])
    expect(wrong).toMatchObject({
      ok: false,
      refusal: { code: 'bankListWrong', detail: { count: 1, problems: expect.stringContaining('第2行') } },
    })
    expect(await importedList(city.handler, [])).toMatchObject(refusedWith('bankListEmpty'))
    const other = await uploadedFile(city.handler, new TextEncoder().encode('姓名,电话\n甲,1'), '名单.csv')
    expect(await importBankList(city.handler, { fileId: other, account: '基金专户' }, filedAt)).toMatchObject(refusedWith('unreadableFile'))
    expect(await importBankList(countyReviewer, { fileId: other, account: '基金专户' }, filedAt)).toMatchObject(refusedWith('notFound'))
    for (const actor of [city.approver, officerOf('PS', 370800, ['handler'])]) {
      expect(await importedList(actor, [{ serial: 'W-3', amount: '5', payer: '甲' }])).toMatchObject(refusedWith('notFound'))
    }
    expect(await counted()).toBe(before)
  })
})

describe('matching', () => {
  it('ties exact pairs at once, shows near ones with their reason, and confirms what has arrived in full', async () => {
    const filing = await payingFiling(campaignId, ['700', '300'], 'PZEXACT')
    done(
      await importedList(city.handler, [
        { serial: 'E-1', amount: '700', payer: filing.name, remark: '退款PZEXACT0' },
        { serial: 'E-2', amount: '300', payer: filing.name },
      ]),
    )
    const { rows, exact } = await listOpenRows(cityReviewer)
    expect(exact).toBe(1)
    expect(rows.find(({ serial }) => serial === 'E-2')?.proposals).toMatchObject([
      { manner: 'proposal', days: 1, refund: { voucherNumber: 'PZEXACT1' } },
    ])
    for (const actor of [city.handler, otherCountyReviewer])
      expect(await matchExact(actor, { expected: 1 }, filedAt)).toMatchObject(refusedWith('nothingToMatch'))
    expect(await matchExact(cityReviewer, { expected: 2 }, filedAt)).toMatchObject(refusedWith('selectionChanged'))
    expect(done(await matchExact(cityReviewer, { expected: 1 }, filedAt))).toEqual({ matched: 1 })
    expect(await refundsOf(filing.findingId)).toMatchObject([
      { state: 'confirmed', matched: '70000' },
      { state: 'declared', matched: '0' },
    ])
    expect((await trailOf(filing.id)).at(-1)).toBe('filing.matchRefund')
    const row = await bankRow('E-2')
    const near = { bankRowId: row.id, version: row.version, manner: 'proposal', refundId: filing.refunds[1]?.id, amount: '300' }
    expect(await matchBankRow(cityReviewer, near, filedAt)).toMatchObject({ ok: true })
    expect(await matchBankRow(cityReviewer, near, filedAt)).toMatchObject(refusedWith('changedMeanwhile'))
    expect((await refundsOf(filing.findingId))[1]).toMatchObject({ state: 'confirmed', matched: '30000' })
  })

  it('splits one row over several refunds and covers one refund with several rows, never beyond either', async () => {
    const filing = await payingFiling(campaignId, ['400', '500'], 'PZSPLIT')
    const [small, large] = filing.refunds
    done(
      await importedList(city.handler, [
        { serial: 'S-1', amount: '600', payer: '合并付款' },
        { serial: 'S-2', amount: '300', payer: '合并付款' },
      ]),
    )
    const tie = async (serial: string, parts: [string | undefined, string][], actor = cityReviewer) => {
      const row = await bankRow(serial)
      return matchBankRow(
        actor,
        { bankRowId: row.id, version: row.version, refundId: parts.map(([id]) => id), amount: parts.map(([, amount]) => amount) },
        filedAt,
      )
    }
    const before = JSON.stringify([await bankRow('S-1'), await refundsOf(filing.findingId)])
    expect(
      await tie('S-1', [
        [small?.id, '400'],
        [large?.id, '200.01'],
      ]),
    ).toMatchObject(refusedWith('matchBeyond'))
    expect(await tie('S-1', [[small?.id, '400.01']])).toMatchObject(refusedWith('matchBeyond'))
    expect(
      await tie('S-1', [
        [small?.id, '200'],
        [small?.id, '200.01'],
      ]),
    ).toMatchObject(refusedWith('matchBeyond'))
    expect(
      await tie('S-1', [
        [small?.id, ''],
        [large?.id, ''],
      ]),
    ).toMatchObject(refusedWith('nothingToMatch'))
    expect(await tie('S-1', [[randomUUID(), '1']])).toMatchObject(refusedWith('notFound'))
    for (const actor of [countyReviewer, city.handler, filing.officer])
      expect(await tie('S-1', [[small?.id, '1']], actor)).toMatchObject(refusedWith('notFound'))
    expect(JSON.stringify([await bankRow('S-1'), await refundsOf(filing.findingId)])).toBe(before)

    done(
      await tie('S-1', [
        [small?.id, '400'],
        [large?.id, '200'],
      ]),
    )
    expect(await refundsOf(filing.findingId)).toMatchObject([{ state: 'confirmed' }, { state: 'declared', matched: '20000' }])
    expect(await withdrawRefund(filing.officer, { refundId: large?.id, version: 2 }, filedAt)).toMatchObject(refusedWith('wrongState'))
    expect(await rejectRefund(countyReviewer, { refundId: large?.id, version: 2, reason: '未到账' }, filedAt)).toMatchObject(
      refusedWith('wrongState'),
    )
    done(await tie('S-2', [[large?.id, '300']]))
    expect((await refundsOf(filing.findingId))[1]).toMatchObject({ state: 'confirmed', matched: '50000' })
  })

  it('is undone with a reason, and the refund waits again', async () => {
    const filing = await payingFiling(campaignId, ['150'], 'PZUNDO')
    done(await importedList(city.handler, [{ serial: 'U-1', amount: '150', payer: filing.name, remark: 'PZUNDO0' }]))
    done(await matchExact(cityReviewer, { expected: 1 }, filedAt))
    const row = await bankRow('U-1')
    const [match] = (await getBankRow(cityReviewer, row.id, ''))?.matches ?? []
    expect(await getBankRow(countyReviewer, row.id, '')).toBeNull()
    const undo = (actor = cityReviewer, reason = '对应错了机构') => unmatch(actor, { matchId: match?.id, reason }, filedAt)
    for (const actor of [city.handler, countyReviewer]) expect(await undo(actor)).toMatchObject(refusedWith('notFound'))
    expect(await undo(cityReviewer, '')).toMatchObject(refusedWith('invalidInput'))
    expect(await undo()).toMatchObject({ ok: true })
    expect(await undo()).toMatchObject(refusedWith('wrongState'))
    expect(await refundsOf(filing.findingId)).toMatchObject([{ state: 'declared', matched: '0' }])
    expect(await bankRow('U-1')).toMatchObject({ matched: '0' })
    expect(
      await asOwner('SELECT 1 FROM notification WHERE institution_id = $1 AND kind = $2', [filing.institutionId, 'refundUnmatched']),
    ).toHaveLength(1)
    expect(await withdrawRefund(filing.officer, { refundId: filing.refunds[0]?.id, version: 3 }, filedAt)).toMatchObject({ ok: true })
  })

  it('gives a row out once when ten people tie it at once', async () => {
    const filing = await payingFiling(campaignId, ['100', '100', '100'], 'PZRACE')
    done(await importedList(city.handler, [{ serial: 'R-1', amount: '100', payer: '甲' }]))
    const row = await bankRow('R-1')
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        matchBankRow(
          cityReviewer,
          { bankRowId: row.id, version: row.version, refundId: filing.refunds[index % 3]?.id, amount: '100' },
          filedAt,
        ),
      ),
    )
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await bankRow('R-1')).toMatchObject({ matched: '10000' })
    expect((await refundsOf(filing.findingId)).filter(({ state }) => state === 'confirmed')).toHaveLength(1)
  })

  it('is needed no longer where somebody confirms by hand and says why', async () => {
    const filing = await payingFiling(campaignId, ['80'], 'PZHAND')
    const confirm = (reason: string) => confirmRefund(countyReviewer, { refundId: filing.refunds[0]?.id, version: 1, reason }, filedAt)
    expect(await confirm('')).toMatchObject(refusedWith('invalidInput'))
    expect(await confirm('财政专户纸质回单')).toMatchObject({ ok: true })
    const [row] = await asOwner<{ confirm_reason: string }>('SELECT confirm_reason FROM refund WHERE id = $1', [filing.refunds[0]?.id])
    expect(row?.confirm_reason).toBe('财政专户纸质回单')
  })

  it('ties the row that comes later to what was confirmed by hand, which stays confirmed', async () => {
    const filing = await payingFiling(campaignId, ['90'], 'PZLATE')
    const [refund] = filing.refunds
    done(await confirmRefund(countyReviewer, { refundId: refund?.id, version: 1, reason: '纸质回单' }, filedAt))
    done(await importedList(city.handler, [{ serial: 'H-1', amount: '90', payer: '代付人', remark: 'PZLATE0' }]))
    const row = await bankRow('H-1')
    expect((await getBankRow(cityReviewer, row.id, 'PZLATE'))?.choices.map(({ id }) => id)).toEqual([refund?.id])
    const tie = (amount: string, version: number) =>
      matchBankRow(cityReviewer, { bankRowId: row.id, version, refundId: refund?.id, amount }, filedAt)
    done(await tie('40', 1))
    done(await tie('50', 2))
    expect(await refundsOf(filing.findingId)).toMatchObject([{ state: 'confirmed', matched: '9000' }])
    const matches = (await getBankRow(cityReviewer, row.id, ''))?.matches ?? []
    for (const { id } of matches) done(await unmatch(cityReviewer, { matchId: id, reason: '对应错了' }, filedAt))
    expect(await refundsOf(filing.findingId)).toMatchObject([{ state: 'confirmed', matched: '0' }])
  })

  it('is taken back with a reason where the hand was wrong, and the institution is told', async () => {
    const filing = await payingFiling(campaignId, ['70'], 'PZBACK')
    const [refund] = filing.refunds
    const undo = (actor = countyReviewer, version = 2, reason = '回单是另一家的') =>
      unconfirmRefund(actor, { refundId: refund?.id, version, reason }, filedAt)
    expect(await undo(countyReviewer, 1)).toMatchObject(refusedWith('wrongState'))
    done(await confirmRefund(countyReviewer, { refundId: refund?.id, version: 1, reason: '纸质回单' }, filedAt))
    for (const actor of [otherCountyReviewer, county.handler, filing.officer])
      expect(await undo(actor)).toMatchObject(refusedWith('notFound'))
    expect(await undo(countyReviewer, 2, '')).toMatchObject(refusedWith('invalidInput'))
    expect(await undo(countyReviewer, 1)).toMatchObject(refusedWith('changedMeanwhile'))
    done(await undo())
    expect(await refundsOf(filing.findingId)).toMatchObject([{ state: 'declared' }])
    expect((await trailOf(filing.id)).at(-1)).toBe('filing.unconfirmRefund')
    const [told] = await asOwner<{ text: string }>(
      `SELECT text FROM notification WHERE institution_id = $1 AND kind = 'refundUnconfirmed'`,
      [filing.institutionId],
    )
    expect(JSON.parse(told?.text ?? '{}')).toMatchObject({ voucher: 'PZBACK0', reason: '回单是另一家的' })
  })
})
