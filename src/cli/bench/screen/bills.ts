import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type pg from 'pg'
import { benchBill } from '#messages/zh/bench'
import { httpLines } from '../rig/http-line'
import { atMost, type Measured, type Ratio } from '../rig/result'

const linesOfABill = 60
const warmUpSeconds = 5
const path = '/api/v1/bill-checks'

/** Tokens of the first hospital's officer, one for each client, as its systems would have them. */
async function tokensOf(database: pg.Client, count: number): Promise<{ tokens: string[]; code: string }> {
  const { rows } = await database.query<{ userId: string; postId: string; code: string }>(
    `SELECT u.id AS "userId", p.id AS "postId", i.code FROM user_account u JOIN post p ON p.user_id = u.id JOIN institution i ON i.id = p.institution_id
     WHERE u.login = 'hospital-a'`,
  )
  const officer = rows[0]
  if (!officer) throw new Error('the demonstration world has no hospital officer')
  const tokens = Array.from({ length: count }, () => `qyt_${randomBytes(32).toString('base64url')}`)
  for (const token of tokens) {
    await database.query(
      `INSERT INTO access_token (id, user_id, post_id, name, token_hash, created_at, expires_at)
       VALUES ($1, $2, $3, 'bench', $4, now(), now() + interval '1 day')`,
      [randomUUID(), officer.userId, officer.postId, createHash('sha256').update(token).digest('hex')],
    )
  }
  return { tokens, code: officer.code }
}

/** A stay of ten days, six charges a day, some of which a rule has something against. */
const billOf = (code: string) =>
  JSON.stringify({
    ...{ fixmedins_code: code, mdtrt_id: 'Z1', psn_no: 'R1', gend: '2', brdy: '1960-05-01', med_type: '21' },
    ...{ begntime: '2026-03-01 08:00:00', endtime: '2026-03-10 16:00:00', dise: [{ diag_name: benchBill.diagnosis }] },
    fee: Array.from({ length: linesOfABill }, (_, place) => ({
      feedetl_sn: `F${place}`,
      fee_ocur_time: `2026-03-${String(1 + Math.floor(place / 6)).padStart(2, '0')} ${String(8 + (place % 6)).padStart(2, '0')}:00:00`,
      medins_list_name: benchBill.items[place % benchBill.items.length],
      ...{ cnt: 1, pric: 20, det_item_fee_sumamt: '20.00', pric_uplmt_amt: 25 },
    })),
  })

/** One bill at a time by each client. An answer that found nothing is an error, however fast. */
export async function measureBills(
  { url, database }: { url: string; database: pg.Client },
  { clients, seconds }: { clients: number; seconds: number },
): Promise<{ measured: Measured; ratios: Ratio[]; hits: number }> {
  const { tokens, code } = await tokensOf(database, clients)
  const bill = billOf(code)
  const lines = httpLines(url)
  let [hits, bytes, errors] = [0, 0, 0]
  const took: number[] = []

  async function client(token: string, until: number, counts: boolean) {
    while (performance.now() < until) {
      const begun = performance.now()
      const answer = await lines.post(path, { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` }, bill)
      if (counts) took.push(performance.now() - begun)
      const found = answer.text.split('"ruleId"').length - 1
      if (answer.status !== 200 || found === 0) errors += 1
      ;[hits, bytes] = [found, answer.text.length]
    }
  }
  const all = (until: number, counts: boolean) => Promise.all(tokens.map((token) => client(token, until, counts)))
  await all(performance.now() + warmUpSeconds * 1000, false)
  const begun = performance.now()
  await all(begun + seconds * 1000, true)
  const elapsed = (performance.now() - begun) / 1000
  lines.close()

  took.sort((one, other) => one - other)
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? Number.NaN
  const measured = {
    ...{ case: 'one bill of 60 lines', target: `${clients} clients`, p50Ms: at(0.5), p95Ms: at(0.95) },
    ...{ perSecond: took.length / elapsed, bytes, errors },
  }
  const ratios = [atMost('P7 one bill, p95 ms at 10 clients', measured.p95Ms, 50), atMost('answers that found nothing', errors, 0)]
  return { measured, ratios, hits }
}
