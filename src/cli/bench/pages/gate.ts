import type { Opened } from './browser'

/** What a page or a data path gives is not what the database holds: its speed means nothing. */
function mustEqual(what: string, shown: unknown, held: unknown) {
  const [one, other] = [JSON.stringify(shown), JSON.stringify(held)]
  if (one !== other) throw new Error(`${what}: ${one.slice(0, 400)} is not ${other.slice(0, 400)}`)
}

type Row = { id: string }

const idOf = (link: string) => link.split('/').at(-1) ?? ''

/** The list on the screen and the list as data are the oracle's rows in the oracle's order, of as many as it counts. */
export function holdLeads(page: Opened, data: { rows: Row[]; count: number }, oracle: { rows: Row[]; count: number }) {
  const ids = oracle.rows.map(({ id }) => id)
  mustEqual('leads on the page', page.rowLinks.map(idOf), ids)
  mustEqual(
    'leads as data',
    data.rows.map(({ id }) => id),
    ids,
  )
  mustEqual('count of leads as data', data.count, oracle.count)
  mustEqual('count of leads on the page', page.text.includes(` ${oracle.count.toLocaleString('zh-CN')} `), true)
}

/** The work centre counts what the oracle counts, and every lead it lists is this agency's to verify. */
export function holdDesk(page: Opened, toVerify: number) {
  mustEqual('leads to verify on the desk', page.counts['/leads?todo=verify'] ?? 0, toVerify)
  mustEqual('work on the desk', page.rowLinks.length > 0, true)
}

/** Lists of a case that both sides read; the product leaves out what the officer is not cleared for, so tracks are not among them. */
const lists = ['facts', 'money', 'referrals', 'documents', 'attachments', 'trail', 'siblings'] as const
export type CaseLists = Record<(typeof lists)[number], (Row & { referral?: Row; document?: Row })[]>

export function holdCase(page: Opened, number: string, data: CaseLists, bare: CaseLists) {
  mustEqual('the number of the case on its page', page.text.includes(number), true)
  holdCaseData(data, bare)
}

export function holdCaseData(data: CaseLists, bare: CaseLists) {
  for (const list of lists) {
    const ids = (file: CaseLists) => file[list].map((row) => row.referral?.id ?? row.document?.id ?? row.id).sort()
    mustEqual(`${list} of the case`, ids(data), ids(bare))
  }
}
