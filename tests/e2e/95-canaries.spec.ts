import { randomUUID } from 'node:crypto'
import { type Browser, expect, test } from '@playwright/test'
import { isTold } from '../fixtures/told-by-address'
import { plantTwins, readBy, stateOf, type Twin, uproot } from '../support/canary-twins'
import { type Answer, ask, several, strayIn, type Walker } from '../support/canary-walk'
import { bodyOf, refusalIn, type ServedAction, servedActions } from '../support/served-actions'
import { pastEverything } from '../support/served-database'
import { addressesOf, type Door, type Named, servedDoors, tableAt, unknownPlaces } from '../support/served-doors'
import { accountOf, signIn } from '../support/server'

/**
 * Everybody comes in by every address. Twins of matters are put into the world that is served, each text of them marked; all that the
 * platform sends is searched for marks of what that person does not read. Afterwards the twins are taken out again.
 */
test.describe.configure({ mode: 'serial' })
test.setTimeout(300_000)

const base = process.env.BASE_URL ?? 'http://127.0.0.1:3000'
const places = ['shandong', 'jining', 'rencheng', 'qufu'] as const
const people = [
  ...places.flatMap((place) => ['handler', 'reviewer', 'approver'].map((role) => `${place}-mi-${role}`)),
  ...['jining-mi-supervisor', 'jining-operator', 'jining-di-officer', 'jining-mr-officer', 'jining-fi-bills'],
  ...['ct', 'pr', 'ps', 'fi', 'hc'].flatMap((side) => ['rencheng', 'qufu'].map((place) => `${place}-${side}-officer`)),
  ...['hospital-a', 'hospital-b', 'system-admin', 'audit-admin'],
]
/** Who keeps away from a matter that is otherwise theirs. */
const recused = 'rencheng-mi-reviewer'

const cookies = new Map<string, string>()
async function cookieOf(browser: Browser, login: string): Promise<string> {
  const known = cookies.get(login)
  if (known) return known
  const context = await browser.newContext()
  const page = await context.newPage()
  await signIn(page, accountOf({ login }))
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  await context.close()
  cookies.set(login, cookie)
  return cookie
}

async function walkersOf(browser: Browser, logins: readonly string[], twins: readonly Twin[]): Promise<Walker[]> {
  const walkers: Walker[] = []
  for (const login of logins) walkers.push({ login, cookie: await cookieOf(browser, login), reads: await readBy(login, twins) })
  return walkers
}

/** A case of each of two counties with its lead, referred where one is. */
const rootsIn = (regions: readonly number[]) =>
  pastEverything(async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `SELECT DISTINCT ON (c.region_no) coalesce(c.lead_id, c.id) AS id FROM case_file c WHERE c.region_no = ANY ($1)
       ORDER BY c.region_no, (SELECT count(*) FROM referral r WHERE r.case_id = c.id) DESC, c.id`,
      [regions],
    )
    return rows.map(({ id }) => id)
  })

/** A row of each table that an address may name and that has no twin. */
const othersThan = (twins: readonly Twin[], tables: ReadonlySet<string>) =>
  pastEverything(async (client) => {
    const named: Named[] = []
    for (const table of tables) {
      if (twins.some((twin) => twin.table === table)) continue
      const { rows } = await client.query<{ row: Record<string, unknown> }>(`SELECT to_jsonb(t) AS row FROM ${table} t ORDER BY id LIMIT 1`)
      for (const { row } of rows) named.push({ table, id: String(row.id), row })
    }
    return named
  })

/** As many twins of one table as are opened by each person: one of each matter, where there are two. */
function chosen(twins: readonly Twin[]): Named[] {
  return [...new Set(twins.map(({ table }) => table))].flatMap((table) => {
    const all = twins.filter((twin) => twin.table === table)
    return all.length > 1 ? [...all.slice(0, 1), ...all.slice(-1)] : all
  })
}

const doors = servedDoors()
/** What a page sends to a page that is open: the same address, asked for its payload alone. */
const payloadOf = (walker: Walker, address: string) =>
  ask(base, walker, `${address}${address.includes('?') ? '&' : '?'}_rsc`, { headers: { RSC: '1' } })
let twins: Twin[] = []
let walkers: Walker[] = []
test.afterAll(() => uproot(twins))

test('twins of two matters are there, and some of the people read them', async ({ browser }) => {
  expect(unknownPlaces(doors)).toEqual([])
  expect(doors.length).toBeGreaterThan(90)
  twins = await plantTwins(await rootsIn([370811, 370881]))
  for (const table of ['lead', 'case_file', 'case_fact', 'referral', 'official_document', 'stored_file', 'statutory_clock', 'audit_entry'])
    expect(twins.filter((twin) => twin.table === table).length, table).toBeGreaterThan(0)
  await pastEverything(async (client) => {
    const { rows } = await client.query<{ id: string }>('SELECT id FROM user_account WHERE login = $1', [recused])
    for (const { id } of twins.filter(({ table }) => table === 'case_file'))
      await client.query(
        `INSERT INTO recusal (id, subject_type, subject_id, user_id, user_name, reason, department, region_no, agency_id, recorded_by_id, recorded_by_name, recorded_at)
         SELECT $1, 'case', $2, $3, u.name, '本人配偶在该机构任职', 'MI', 370811, p.agency_id, u.id, u.name, now()
         FROM user_account u JOIN post p ON p.user_id = u.id WHERE u.id = $3 LIMIT 1`,
        [randomUUID(), id, rows[0]?.id],
      )
  })
  walkers = await walkersOf(browser, people, twins)
  const reading = (login: string) => walkers.find((walker) => walker.login === login)?.reads.size ?? 0
  expect(reading('rencheng-mi-handler')).toBeGreaterThan(10)
  expect(reading('jining-mi-handler')).toBeGreaterThan(reading('rencheng-mi-handler'))
  expect(reading(recused)).toBeLessThan(reading('rencheng-mi-handler'))
  expect(reading('system-admin')).toBe(0)
})

/** Lists that look for the words of a twin, beside the addresses that the build lists. */
const looking = ['/search', '/leads', '/cases', '/referrals', '/documents'].flatMap((path) => [`${path}?q=旗`, `${path}?q=清溪`])

test('nobody comes upon a mark of what they do not read, by any address', async () => {
  const tables = new Set(doors.flatMap(({ path, params }) => params.flatMap((name) => tableAt(path, name) ?? [])))
  const rows = [...chosen(twins), ...(await othersThan(twins, tables))]
  const isOwn = new Set(twins.map(({ id }) => id))
  const [stray, refused, faults]: Set<string>[] = [new Set(), new Set(), new Set()]
  let asked = 0
  const look = (walker: Walker, address: string, { text, status }: Answer) => {
    asked += 1
    for (const mark of strayIn(text, walker, twins, (field) => isTold(field, walker.login)))
      stray?.add(`${walker.login} | ${address} | ${mark}`)
    if (status >= 500) faults?.add(`${address}: ${status}`)
  }
  const go = async (walker: Walker, door: Pick<Door, 'kind' | 'path'>, address: string, names: string | null, withPayload: boolean) => {
    const answer = await ask(base, walker, address)
    look(walker, address, answer)
    if (names && isOwn.has(names) && walker.reads.has(names) && opens(door.path) && answer.status !== 200)
      refused?.add(`${walker.login} | ${address} | ${answer.status}`)
    if (door.kind === 'page' && withPayload) look(walker, `${address} (RSC)`, await payloadOf(walker, address))
  }
  for (const [at, walker] of walkers.entries()) {
    const all = doors.flatMap((door) => addressesOf(door, rows).map((one) => ({ door, ...one })))
    // A page carries its payload; asked for alone, in turns, it is another answer.
    await several([...all.entries()], ([n, { door, address, names }]) => go(walker, door, address, names, (n + at) % 3 === 0))
    const files = twins.filter(({ table }) => table === 'stored_file').map(({ id }) => `/api/files/names?id=${id}`)
    await several([...looking, ...files], (address) => go(walker, { kind: 'page', path: address }, address, null, false))
  }
  expect([...(faults ?? [])], 'faults').toEqual([])
  expect([...(stray ?? [])], 'marks of what is out of reach').toEqual([])
  expect([...(refused ?? [])], 'what is in reach and does not open').toEqual([])
  expect(asked).toBeGreaterThan(people.length * 100)
})

/** Addresses that open to everybody who reads the row; others ask for a role, or for a kind of row, besides. */
const opens = (path: string) =>
  [
    '/leads/[leadId]',
    '/cases/[caseId]',
    '/referrals/[referralId]',
    '/cases/[caseId]/evidence/[evidenceId]',
    '/api/v1/[resource]/[id]',
  ].includes(path)

test('those who read them do see their marks', async () => {
  const own = walkers.find(({ login }) => login === 'rencheng-mi-handler')
  const file = twins.find(({ table, id }) => table === 'case_file' && own?.reads.has(id))
  if (!own || !file) throw new Error('the scene is wrong')
  const page = await ask(base, own, `/cases/${file.id}`)
  expect(page.text).toContain('旗case_file.')
  expect((await payloadOf(own, `/cases/${file.id}`)).text).toContain('旗case_file.')
  const inFiles = twins.filter(({ table, id }) => table === 'stored_file' && own.reads.has(id))
  expect(inFiles.length).toBeGreaterThan(0)
  for (const { id } of inFiles) expect((await ask(base, own, `/api/files/${id}`)).text).toContain('旗stored_file.bytes.')
  // Of the papers in it, some are files of others, and some are kept as they were set.
  const papers = twins.filter(({ table, id }) => table === 'official_document' && own.reads.has(id))
  const pages: string[] = []
  for (const { id } of papers) pages.push((await ask(base, own, `/api/documents/${id}/pdf`)).text)
  expect(pages.some((text) => text.includes('旗official_document.'))).toBe(true)
})

/** How forms name the rows of a table. */
const fieldsOf: Readonly<Record<string, readonly string[]>> = {
  ...{ case_file: ['caseId', 'id'], lead: ['leadId', 'leadIds', 'originId'], referral: ['referralId'], official_document: ['documentId'] },
  ...{ stored_file: ['fileId', 'fileIds', 'proofFileIds'], evidence: ['evidenceId'], case_fact: ['factId'], case_party: ['partyId'] },
  ...{ case_order: ['orderId'], case_track: ['trackId'], case_money: ['moneyId', 'postingId'], referral_material: ['materialId'] },
  ...{ statutory_clock: ['clockId'], lead_statement: ['statementId'], referral_supply: ['supplyId'], lead_escalation: ['escalationId'] },
}

/** A form that names one of each, all of what the person does not read. */
function idsOutOfReach({ reads }: Walker): Record<string, string> {
  const fields: Record<string, string> = { version: '1' }
  for (const { table, id } of twins) if (!reads.has(id)) for (const field of fieldsOf[table] ?? []) fields[field] ??= id
  return { ...fields, subject: `case:${fields.caseId}` }
}

/** Sends the ids; leaves away what the action does not know, fills in what it misses, and sends again. */
async function send(walker: Walker, action: ServedAction, onAnswer: (answer: Answer) => void): Promise<string | null> {
  let fields = idsOutOfReach(walker)
  const isOwn = new Set(twins.map(({ id }) => id))
  for (let round = 0; round < 4; round++) {
    const path = action.path.replace(/\[\w+\]/g, randomUUID())
    const init = { method: 'POST', headers: { 'next-action': action.id, accept: 'text/x-component' }, body: bodyOf(action, fields) }
    const answer = await ask(base, walker, path, init)
    onAnswer(answer)
    const { code, fields: named } = refusalIn(answer.text)
    if (code === 'unknownField') fields = Object.fromEntries(Object.entries(fields).filter(([name]) => !named.includes(name)))
    // What names no row of a twin is not helped on: it would be done.
    else if (code === 'invalidInput' && round < 3 && Object.values(fields).some((value) => isOwn.has(value)))
      fields = { ...fields, ...Object.fromEntries(named.map((name) => [name, /On$/.test(name) ? '2026-06-08' : '据实写明有关情况和理由'])) }
    else return code
  }
  return null
}

test('no action answers with what is out of reach, nor changes it', async () => {
  const actions = servedActions()
  expect(actions.length).toBeGreaterThan(200)
  const before = await stateOf(twins)
  const stray = new Set<string>()
  const codes: Record<string, number> = {}
  for (const login of ['qufu-mi-approver', 'rencheng-hc-officer', 'hospital-b']) {
    const walker = walkers.find((one) => one.login === login)
    if (!walker) throw new Error(login)
    await several(actions, async (action) => {
      const code = await send(walker, action, ({ text }) => {
        for (const mark of strayIn(text, walker, twins, (field) => isTold(field, login))) stray.add(`${login} | ${action.name} | ${mark}`)
      })
      codes[code ?? 'none'] = (codes[code ?? 'none'] ?? 0) + 1
    })
  }
  expect([...stray]).toEqual([])
  expect(await stateOf(twins)).toBe(before)
  expect(codes.notFound, `looked for a row, of ${JSON.stringify(codes)}`).toBeGreaterThan(100)
})
