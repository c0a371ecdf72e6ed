import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type WorkKind, workKinds } from '#domain/desk/work'
import type { Actor } from '#domain/kernel/access'
import { deskFilter, dueWindows, getWorkCentre, listOfKind } from '#server/desk/work-list'
import { actorOf, postsOf } from '#server/identity/posts'
import { leadFilter } from '#server/lead/lead-filter'
import { listLeads } from '#server/lead/list-leads'
import { listReferrals, referralFilter } from '#server/referral/list-referrals'
import { asOwner } from '../../support/as-owner'

/** The demonstration world, small: every number on a desk is that of the rows behind its link. */
const dataDir = mkdtempSync(join(tmpdir(), 'desk-'))
const now = new Date()
const desks: { login: string; actor: Actor }[] = []

beforeAll(async () => {
  await load()
  const accounts: { login: string }[] = JSON.parse(readFileSync(join(dataDir, 'demo-accounts.json'), 'utf8'))
  for (const { login } of accounts) {
    const [user] = await asOwner<{ id: string; name: string; committed: string[] }>(
      `SELECT u.id, u.name, ARRAY(SELECT c.campaign_id FROM commitment c JOIN post p ON p.agency_id = c.agency_id WHERE p.user_id = u.id) AS committed
       FROM user_account u WHERE u.login = $1`,
      [login],
    )
    const [post] = user ? await postsOf(user.id, now) : []
    if (user && post)
      desks.push({ login, actor: actorOf({ userId: user.id, name: user.name, recusedIds: [], committedTo: user.committed }, post) })
  }
}, 300_000)
afterAll(() => rmSync(dataDir, { recursive: true }))

/** Runs the loader as set-up does, on this test's own database. */
const load = () =>
  new Promise<void>((resolve, reject) => {
    const env = {
      ...process.env,
      DATABASE_URL: process.env.TEST_OWNER_URL,
      DATA_DIR: dataDir,
      QINGYUAN_WORLD_SCALE: '0.1',
      QINGYUAN_DB_ROLE: 'none',
    }
    const child = spawn(process.execPath, ['--import', './src/setup/resolve-hook.mjs', 'prisma/seed/load.ts'], {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let said = ''
    child.stderr.on('data', (chunk) => {
      said += chunk
    })
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(said))))
  })

/** How many rows the list behind an address has: what it says, and what one gets by turning its pages to the end. */
async function rowsBehind(actor: Actor, href: string): Promise<{ said: number; turned: number }> {
  const { pathname, searchParams } = new URL(href, 'http://desk')
  let [said, turned] = [0, 0]
  for (let after: string | null | undefined; after !== null; ) {
    const asked = { ...Object.fromEntries(searchParams), ...(after && { after }) }
    const page = await readPage(actor, pathname, asked)
    said = page.count
    turned += page.rows
    after = page.next
  }
  return { said, turned }
}

async function readPage(actor: Actor, path: string, asked: Record<string, string>) {
  if (path === '/leads') {
    const { count, rows, next } = await listLeads(actor, leadFilter.parse(asked))
    return { count: count ?? -1, rows: rows.length, next }
  }
  if (path === '/referrals') {
    const filter = referralFilter.parse(asked)
    const { count, rows, next } = await listReferrals(actor, filter.tab ?? 'sent', filter, now)
    return { count, rows: rows.length, next }
  }
  const { count, items, next } = await getWorkCentre(actor, deskFilter.parse(asked), now)
  return { count, rows: items.length, next }
}

describe('the numbers on every desk of the world', () => {
  it('are, for each kind and person, those of the rows that the link opens', async () => {
    const met = new Set<WorkKind>()
    for (const { login, actor } of desks) {
      const { counts } = await getWorkCentre(actor, {}, now)
      for (const kind of workKinds) {
        const count = counts[kind]
        if (count === undefined) continue
        met.add(kind)
        expect(await rowsBehind(actor, listOfKind(kind)), `${login} ${kind}`).toEqual({ said: count, turned: count })
      }
    }
    for (const kind of ['assignLead', 'verifyLead', 'reviewLead', 'receiveReferral', 'answerReferral', 'doDuty', 'clock'] as const)
      expect([...met]).toContain(kind)
  }, 300_000)

  it('are, for late, today and soon, those of the rows behind the tile, and all of them together', async () => {
    let some = 0
    for (const { login, actor } of desks) {
      const desk = await getWorkCentre(actor, {}, now)
      for (const due of dueWindows) {
        some += desk[due]
        expect(await rowsBehind(actor, `/desk?due=${due}`), `${login} ${due}`).toEqual({ said: desk[due], turned: desk[due] })
      }
      const total = Object.values(desk.counts).reduce((sum, count) => sum + count, 0)
      expect(await rowsBehind(actor, '/desk'), login).toEqual({ said: total, turned: total })
    }
    expect(some).toBeGreaterThan(0)
  }, 300_000)

  it('name the campaign on a duty and on a receipt', async () => {
    const [campaign] = await asOwner<{ name: string }>("SELECT name FROM campaign WHERE state = 'launched' AND parent_id IS NULL LIMIT 1")
    const titles: string[] = []
    for (const { actor } of desks)
      for (const kind of ['doDuty', 'signReceipt'] as const)
        titles.push(...(await getWorkCentre(actor, { kind }, now)).items.map(({ title }) => title))
    expect(titles.length).toBeGreaterThan(0)
    expect(campaign && titles.some((title) => title.includes(campaign.name))).toBe(true)
  })
})
