import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { accountPolicy } from '#domain/identity/account-policy'
import { answerItem, answerList } from '#server/api/answer'
import { openApi } from '#server/api/openapi'
import { listResource } from '#server/api/queries'
import { type ResourceName, resources } from '#server/api/resources'
import { countCall, createToken } from '#server/identity/tokens'
import { inWords } from '../../../src/app/api/v1/in-words'
import { anAccount } from '../../fixtures/accounts'
import { agencyNamed } from '../../fixtures/matters'
import { officer } from '../../fixtures/people'
import { dropInvariants, insertRows } from '../../support/any-row'

const campaignId = randomUUID()
const names = Object.keys(resources) as ResourceName[]
const leads = Array.from({ length: 23 }, (_, n) => ({
  id: randomUUID(),
  number: `XS-370811-2026-${String(n).padStart(6, '0')}`,
  department: 'MI',
  region_no: n % 2 === 0 ? 370811 : 370881,
  state: n % 3 === 0 ? 'concluded' : 'toVerify',
  secrecy: n === 4 ? 3 : 2,
  id_masked: '370899********1234',
  id_cipher: 'v1.k.iv.text.seal',
  id_index: 'f'.repeat(64),
  person_name: '不该出现的姓名',
  amount_fen: '9007199254740993',
  settled_on: '2026-03-31',
}))
const visibleInCounty = leads.filter((lead) => lead.region_no === 370811 && lead.secrecy <= 2)

let token = ''

beforeAll(async () => {
  await dropInvariants()
  await insertRows('lead', leads)
  for (const table of ['campaign', 'filing', 'case_file', 'official_document', 'institution'] as const) {
    await insertRows(table, [
      { id: randomUUID(), department: 'MI', region_no: 370811, secrecy: 1, ...(table === 'case_file' && { campaign_id: campaignId }) },
    ])
  }
  await insertRows('referral', [
    {
      id: randomUUID(),
      campaign_id: campaignId,
      sender_department: 'MI',
      sender_region_no: 370811,
      receiver_department: 'PS',
      receiver_region_no: 370811,
    },
  ])
  await insertRows('statutory_clock', [{ id: randomUUID(), responsible_department: 'MI', responsible_region_no: 370811 }])
  await insertRows('commitment', [
    { campaign_id: campaignId, agency_id: (await agencyNamed('任城区医疗保障局')).id, department: 'MI', region_no: 370811 },
  ])
  const { login } = await anAccount({ agency: '任城区医疗保障局', changedAt: new Date() })
  const made = await createToken({ login, name: 'test' }, new Date())
  token = made.ok ? made.value : ''
})

const ask = (path: string, bearer = token) => {
  const request = new Request(`http://127.0.0.1/api/v1/${path}`, { headers: bearer ? { authorization: `Bearer ${bearer}` } : {} })
  const [resource = '', id] = path.split('?')[0]?.split('/') ?? []
  return id ? answerItem(request, resource, id) : answerList(request, resource)
}
const list = async (path: string) => (await (await ask(path)).json()) as { items: Record<string, unknown>[]; nextCursor: string | null }

describe('a list', () => {
  it('holds, page after page, each row that the person may see, once', async () => {
    const seen: unknown[] = []
    let cursor: string | null = ''
    for (let page = 0; cursor !== null; page += 1) {
      expect(page).toBeLessThan(10)
      const answer: Awaited<ReturnType<typeof list>> = await list(`leads?limit=4${cursor ? `&cursor=${cursor}` : ''}`)
      expect(answer.items.length).toBeLessThanOrEqual(4)
      seen.push(...answer.items.map((item) => item.id))
      cursor = answer.nextCursor
    }
    expect(seen).toEqual(
      visibleInCounty
        .map((lead) => lead.id)
        .sort()
        .reverse(),
    )
  })

  it('is filtered by what is asked, and refuses what it does not know', async () => {
    const concluded = await list('leads?state=concluded&regionCode=370811')
    expect(concluded.items.map((item) => item.id).sort()).toEqual(
      visibleInCounty
        .filter((lead) => lead.state === 'concluded')
        .map((lead) => lead.id)
        .sort(),
    )
    expect((await list('leads?regionCode=370881')).items).toEqual([])
    for (const [wrong, code] of [
      ['stat=concluded', 'unknownField'],
      ['state=open', 'invalidInput'],
      ['limit=0', 'invalidInput'],
      ['limit=5000', 'invalidInput'],
      ['cursor=bm90LWFuLWlk', 'invalidInput'],
      ['regionCode=37%27', 'invalidInput'],
      ['__proto__=1', 'unknownField'],
    ] as const) {
      const answer = await ask(`leads?${wrong}`)
      expect([answer.status, (await answer.json()).refusal.code], wrong).toEqual([400, code])
    }
  })

  it('sends money as digits, days as days, regions as codes, and no identity', async () => {
    const page = await (await ask('leads?limit=1')).text()
    expect(JSON.parse(page).items[0]).toMatchObject({
      amountFen: '9007199254740993',
      settledOn: '2026-03-31',
      regionCode: '370811',
      idMasked: '370899********1234',
    })
    for (const hidden of ['不该出现的姓名', 'v1.k.iv', 'fffff', 'cipher']) expect(page).not.toContain(hidden)
  })

  it.each(names)('of %s answers with its first item, as the description says', async (name) => {
    const { items } = await list(name)
    expect(items.length).toBeGreaterThan(0)
    expect(resources[name].item.safeParse(items[0]).success).toBe(true)
    expect(await (await ask(`${name}/${items[0]?.id}`)).json()).toEqual(items[0])
  })
})

describe('an item', () => {
  it('out of reach is answered as one that does not exist', async () => {
    const answers = []
    for (const id of [leads[1]?.id, leads[4]?.id, randomUUID(), 'no-uuid', '..%2f']) {
      const answer = await ask(`leads/${id}`)
      answers.push(`${answer.status} ${await answer.text()}`)
    }
    expect(new Set(answers)).toEqual(new Set(['404 {"refusal":{"code":"notFound"}}']))
    expect((await ask('people')).status).toBe(404)
    expect((await ask('constructor')).status).toBe(404)
  })

  it('is nobody’s without a token', async () => {
    for (const bearer of ['', 'qyt_wrong', '%E0%A4%A']) {
      const answer = await ask('leads', bearer)
      expect([answer.status, answer.headers.get('www-authenticate'), answer.headers.get('cache-control')]).toEqual([
        401,
        'Bearer',
        'no-store',
      ])
    }
  })
})

it('shows a hospital its own filings and no leads', async () => {
  const hospital = officer('MI', 370811, ['complianceOfficer'], {
    department: null,
    agencyId: null,
    institutionId: randomUUID(),
    regionLo: null,
    regionHi: null,
  })
  for (const name of names)
    expect(await listResource(hospital, name, {}), name).toEqual({ ok: true, value: { items: [], nextCursor: null } })
})

it('is described by OpenAPI 3.1 in full: every path, every reference resolved', () => {
  const api = openApi()
  expect(api.openapi).toBe('3.1.0')
  expect(Object.keys(api.paths).sort()).toEqual(
    ['/api/files/{id}', '/api/v1/bill-checks', ...names.flatMap((name) => [`/api/v1/${name}`, `/api/v1/${name}/{id}`])].sort(),
  )
  const text = JSON.stringify(api)
  for (const [, reference] of text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g))
    expect(Object.keys(api.components.schemas)).toContain(reference)
  expect(text).not.toMatch(/idCipher|personName|passwordHash/)
})

it('names the cookie that the door really looks for, also where it is served by https', async () => {
  const cookieName = async () => (await import('#server/api/openapi')).openApi().components.securitySchemes.session.name
  vi.stubEnv('NEXTAUTH_URL', 'https://qingyuan.example')
  vi.resetModules()
  expect(await cookieName()).toBe('__Host-next-auth.session-token')
  vi.unstubAllEnvs()
  vi.resetModules()
  expect(await cookieName()).toBe('next-auth.session-token')
})

it('hears so many calls of one token a minute, says when the next is heard, and another token all the while', async () => {
  const { login } = await anAccount({ agency: '任城区医疗保障局', changedAt: new Date() })
  const tokens = await Promise.all(['one', 'two'].map((name) => createToken({ login, name }, new Date())))
  const [busy = '', calm = ''] = tokens.map((made) => (made.ok ? made.value : ''))
  const limit = accountPolicy.tokenCallsPerMinute
  const statuses: number[] = []
  for (let call = 0; call < limit; call += 20) {
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask('campaigns?limit=1', busy)))
    statuses.push(...answers.map(({ status }) => status))
  }
  expect(new Set(statuses)).toEqual(new Set([200]))

  const refused = await inWords(await ask('campaigns?limit=1', busy))
  expect(refused.status).toBe(429)
  const seconds = Number(refused.headers.get('retry-after'))
  expect(seconds).toBeGreaterThan(0)
  expect(seconds).toBeLessThanOrEqual(60)
  expect(await refused.json()).toEqual({
    refusal: { code: 'tooManyCalls', detail: { limit, seconds } },
    message: `调用过于频繁（每分钟最多 ${limit} 次），请 ${seconds} 秒后再试。`,
  })
  expect((await ask('campaigns?limit=1', calm)).status).toBe(200)
  expect(await countCall(busy, new Date(Date.now() + 61_000))).toEqual({ ok: true, value: undefined })
})
