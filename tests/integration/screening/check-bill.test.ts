import { beforeAll, describe, expect, it } from 'vitest'
import { ruleKnowledge } from '#messages/zh/rule-knowledge'
import { answerBillCheck, answerList } from '#server/api/answer'
import { billCheckAnswer } from '#server/api/items'
import { createToken } from '#server/identity/tokens'
import { checkBill, listRules } from '#server/screening/check-bill'
import { anAccount } from '../../fixtures/accounts'
import { officerOf } from '../../fixtures/campaigns'
import { anInstitution } from '../../fixtures/filings'
import { complianceOfficer } from '../../fixtures/people'
import { asOwner } from '../../support/as-owner'

const line = (told: object) => ({ fee_ocur_time: '2026-03-02 09:00:00', cnt: 1, det_item_fee_sumamt: '10.00', ...told })
const billOf = (fixmedins_code: string, ...fee: object[]) => ({ fixmedins_code, mdtrt_id: 'Z1', psn_no: 'R1', gend: '2', fee })

let own = { id: '', code: '' }
let other = { id: '', code: '' }
const codeOf = async (id: string) => (await asOwner<{ code: string }>('SELECT code FROM institution WHERE id = $1', [id]))[0]?.code ?? ''

beforeAll(async () => {
  const [first, second] = [await anInstitution({ regionNo: 370811 }), await anInstitution({ regionNo: 370811 })]
  own = { id: first, code: await codeOf(first) }
  other = { id: second, code: await codeOf(second) }
})

const prostate = line({ medins_list_name: '前列腺彩超', feedetl_sn: 'F2' })
const infusion = line({ medins_list_name: '静脉输液', feedetl_sn: 'F1' })

describe('one bill', () => {
  it('is answered with every suspicion, its reason, its lines and what it comes to', async () => {
    const answer = await checkBill(complianceOfficer(own.id, 370811), billOf(own.code, infusion, prostate))
    expect(answer).toMatchObject({
      ok: true,
      value: {
        checkedLines: 2,
        hits: [
          {
            ruleId: 'sex.prostate',
            modelId: 'M09',
            reason: '患者性别为女，“前列腺彩超”只适用于男性。',
            excessFen: '1000',
            lines: [{ line: 2, feedetl_sn: 'F2' }],
          },
        ],
      },
    })
  })

  it('names the rules that it tells too little for, and finds nothing where nothing is', async () => {
    const answer = await checkBill(complianceOfficer(own.id, 370811), billOf(own.code, infusion))
    expect(answer).toMatchObject({ ok: true, value: { hits: [] } })
    expect(answer.ok && answer.value.skipped.find(({ ruleId }) => ruleId === 'indication.albumin')?.lacks).toEqual(['diagnosis'])
  })

  it('leaves out what was taken back', async () => {
    const back = line({ medins_list_name: '前列腺彩超', feedetl_sn: 'F2', cnt: -1, det_item_fee_sumamt: '-10.00' })
    const answer = await checkBill(complianceOfficer(own.id, 370811), billOf(own.code, infusion, prostate, back))
    expect(answer).toMatchObject({ ok: true, value: { hits: [], cancelledOut: 2 } })
  })

  it('is checked for whoever bills and whoever pays, of their own reach alone', async () => {
    const allowed = [officerOf('MI', 370811, ['handler']), officerOf('MI', 370800, ['handler']), complianceOfficer(own.id, 370811)]
    const kept = [officerOf('MI', 370881, ['handler']), officerOf('PS', 370811, ['handler']), complianceOfficer(other.id, 370811)]
    const asked = (actor: (typeof allowed)[number]) => checkBill(actor, billOf(own.code, infusion))
    expect((await Promise.all(allowed.map(asked))).map(({ ok }) => ok)).toEqual([true, true, true])
    for (const answer of await Promise.all(kept.map(asked))) expect(answer).toMatchObject({ ok: false, refusal: { code: 'notFound' } })
  })

  it('is refused by the field that does not fit', async () => {
    const actor = complianceOfficer(own.id, 370811)
    const wrong = await checkBill(actor, billOf(own.code, { ...infusion, det_item_fee_sumamt: '十元' }))
    expect(wrong).toMatchObject({ ok: false, refusal: { code: 'invalidInput', detail: { fields: ['fee.0.det_item_fee_sumamt'] } } })
    const unknown = await checkBill(actor, { ...billOf(own.code, infusion), psn_name: '张三' })
    expect(unknown).toMatchObject({ ok: false, refusal: { code: 'unknownField', detail: { fields: ['psn_name'] } } })
  })
})

describe('the machine interface', () => {
  const post = (body: string, token: string) =>
    answerBillCheck(
      new Request('http://127.0.0.1/api/v1/bill-checks', {
        method: 'POST',
        headers: { 'content-length': String(Buffer.byteLength(body)), ...(token && { authorization: `Bearer ${token}` }) },
        body,
      }),
    )

  it('answers a token as its description says, more often than it lists, apart from its other calls, and nobody else', async () => {
    const { login } = await anAccount({ agency: '任城区医疗保障局', changedAt: new Date() })
    const made = await createToken({ login, name: 'bills' }, new Date())
    const token = made.ok ? made.value : ''
    const bill = JSON.stringify(billOf(own.code, infusion, prostate))
    const answers = await Promise.all(Array.from({ length: 130 }, () => post(bill, token)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(billCheckAnswer.parse(await answers[0]?.json()).hits).toHaveLength(1)
    expect((await post(bill, '')).status).toBe(401)
    const listed = new Request('http://127.0.0.1/api/v1/filings', { headers: { authorization: `Bearer ${token}` } })
    expect((await answerList(listed, 'filings')).status).toBe(200)
    expect((await post('[1]', token)).status).toBe(400)
    expect((await post('{', token)).status).toBe(400)
  })
})

it('a body that is longer than any bill is not read to its end, whatever length it declares', async () => {
  const { login } = await anAccount({ agency: '任城区医疗保障局', changedAt: new Date() })
  const made = await createToken({ login, name: 'long' }, new Date())
  let sent = 0
  const endless = new ReadableStream({
    pull(controller) {
      sent += 1
      controller.enqueue(new Uint8Array(65_536).fill(32))
    },
  })
  const headers = { authorization: `Bearer ${made.ok ? made.value : ''}` }
  const request = new Request('http://127.0.0.1/api/v1/bill-checks', {
    method: 'POST',
    headers,
    body: endless,
    duplex: 'half',
  } as RequestInit)
  const answer = await answerBillCheck(request)
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({ refusal: { detail: { messages: [expect.stringContaining('1 MB')] } } })
  expect(sent).toBeLessThan(25)
})

it('an answer stays short, however much is against a bill', async () => {
  const dise = Array.from({ length: 60 }, () => ({ diag_name: '一'.repeat(200) }))
  const fee = Array.from({ length: 2_000 }, () => line({ medins_list_name: '人血白蛋白左卡尼汀注射促红素前列地尔依达拉奉' }))
  const answer = await checkBill(complianceOfficer(own.id, 370811), { ...billOf(own.code, ...fee), dise })
  expect(answer).toMatchObject({ ok: true, value: { truncated: true } })
  expect(JSON.stringify(answer).length).toBeLessThan(1_000_000)
})

it('administrators check no bills', async () => {
  const administrator = officerOf('MI', 370811, ['systemAdmin'])
  expect(await checkBill(administrator, billOf(own.code, infusion))).toMatchObject({ ok: false, refusal: { code: 'notFound' } })
})

it('every rule has its knowledge', () => {
  for (const { id, model } of listRules()) expect(ruleKnowledge[model].looksFor, id).not.toBe('')
  expect(new Set(listRules().map(({ id }) => id)).size).toBe(listRules().length)
})
