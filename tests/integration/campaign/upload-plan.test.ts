import { describe, expect, it } from 'vitest'
import { parsePlan } from '#domain/plan/parse-plan'
import { uploadPlan } from '#server/campaign/upload-plan'
import { city, county, done, jiningPlan, officerOf, uploadedFile } from '../../fixtures/campaigns'
import { complianceOfficer } from '../../fixtures/people'
import { asOwner } from '../../support/as-owner'
import { docxBytes, paragraph, pdfBytes } from '../../support/documents'

const text = jiningPlan.toString('utf8')
const count = async () => (await asOwner<{ n: number }>('SELECT count(*)::int AS n FROM campaign'))[0]?.n

describe('an uploaded plan', () => {
  it('becomes a draft with every value as read, the text, the evidence and the original file, in one commit', async () => {
    const fileId = await uploadedFile(city.handler, jiningPlan)
    const { campaignId } = done(await uploadPlan(city.handler, { fileId }))

    const [row] = await asOwner('SELECT * FROM campaign WHERE id = $1', [campaignId])
    expect(row).toMatchObject({
      state: 'draft',
      version: 1,
      name: '济宁市2024年医保基金违法违规问题专项整治',
      document_number: '济医保发〔2024〕9号',
      region_no: 370800,
      range_lo: 370800,
      range_hi: 370899,
      plan_file_id: fileId,
      drafted_by_id: city.handler.userId,
      confirmed_by_id: null,
    })
    const read = parsePlan(text)
    expect(read.ok && row?.plan_text === read.value.text).toBe(true)
    expect(row?.plan_read).toMatchObject({ evidence: { 'stages[0].dueOn': { start: expect.any(Number) } } })
    expect(row?.plan).not.toHaveProperty('evidence')
    expect(await asOwner('SELECT action FROM audit_entry WHERE subject_id = $1', [campaignId])).toEqual([{ action: 'campaign.draft' }])
  })

  it('looks back to the day on which the Regulation took effect', async () => {
    const { campaignId } = done(await uploadPlan(city.handler, { fileId: await uploadedFile(city.handler, jiningPlan) }))
    expect(
      await asOwner(`SELECT look_back_from::text AS day, participant_codes::text[] AS codes FROM campaign WHERE id = $1`, [campaignId]),
    ).toEqual([{ day: '2021-05-01', codes: ['MI', 'CT', 'PR', 'PS', 'FI', 'HC'] }])
  })

  it.each([
    [
      'Word',
      docxBytes(
        text
          .split(/\n+/)
          .map((line) => paragraph(line))
          .join(''),
      ),
    ],
    ['PDF', pdfBytes([text.split(/\n+/).flatMap((line) => line.match(/.{1,30}/g) ?? [])].flatMap(paged))],
  ])('is read from %s as well', async (_kind, bytes) => {
    const fileId = await uploadedFile(city.handler, bytes)
    const { campaignId } = done(await uploadPlan(city.handler, { fileId }))
    const [row] = await asOwner<{ plan: { stages: unknown[]; duties: unknown[] }; document_number: string }>(
      'SELECT plan, document_number FROM campaign WHERE id = $1',
      [campaignId],
    )
    expect(row).toMatchObject({ document_number: '济医保发〔2024〕9号' })
    expect([row?.plan.stages.length, row?.plan.duties.length]).toEqual([4, 6])
  })

  it('sent twice under one key makes one draft', async () => {
    const raw = { fileId: await uploadedFile(city.handler, jiningPlan), requestKey: crypto.randomUUID() }
    const before = await count()
    const both = [await uploadPlan(city.handler, raw), await uploadPlan(city.handler, raw)]
    expect(both[0]).toEqual(both[1])
    expect(await count()).toBe((before ?? 0) + 1)
  })
})

/** Lines of a PDF in pages of 28. */
const paged = (lines: readonly string[]) =>
  Array.from({ length: Math.ceil(lines.length / 28) }, (_, page) => lines.slice(page * 28, page * 28 + 28))

describe('is refused', () => {
  it('when the file is no plan', async () => {
    const fileId = await uploadedFile(
      city.handler,
      new TextEncoder().encode('关于召开座谈会的通知\n\n请各科室于周五下午三点参会，带好材料。'),
    )
    expect(await uploadPlan(city.handler, { fileId })).toEqual({ ok: false, refusal: { code: 'notAPlan' } })
  })

  it('when the file holds no text', async () => {
    const fileId = await uploadedFile(city.handler, docxBytes(paragraph('  ')))
    expect(await uploadPlan(city.handler, { fileId })).toMatchObject({
      ok: false,
      refusal: { code: 'unreadableFile', detail: { reading: 'E-FILE-02' } },
    })
  })

  it.each([
    ['somebody who only approves', city.approver],
    ['an officer of another department', officerOf('PS', 370800, ['handler'])],
    ['a hospital', complianceOfficer(crypto.randomUUID(), 370811)],
  ])('to %s', async (_who, actor) => {
    const fileId = await uploadedFile(actor, jiningPlan)
    const before = await count()
    expect(await uploadPlan(actor, { fileId })).toEqual({ ok: false, refusal: { code: 'notFound' } })
    expect(await count()).toBe(before)
  })

  it('with a file that belongs to somebody else', async () => {
    const fileId = await uploadedFile(city.handler, jiningPlan)
    expect(await uploadPlan(county.handler, { fileId })).toEqual({ ok: false, refusal: { code: 'notFound' } })
  })
})
