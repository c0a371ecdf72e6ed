import { beforeAll, describe, expect, it } from 'vitest'
import { clusterOfLead } from '#server/lead/cluster-of-lead'
import { filterOf } from '#server/lead/lead-filter'
import { addSubject, removeSubject, revealSubject } from '#server/lead/lead-subjects'
import { leadsByPlace } from '#server/lead/leads-by-place'
import { linkSubjects, unlinkSubjects } from '#server/lead/link-subjects'
import { listLeads } from '#server/lead/list-leads'
import { repeatsOfLead } from '#server/lead/repeats-of-lead'
import { subjectsOfLead } from '#server/lead/subjects-of-lead'
import { done } from '../../fixtures/campaigns'
import {
  anAssignedLead,
  anUpload,
  importNow,
  type LeadPeople,
  leadPeople,
  numberOf,
  someInstitutions,
  strangers,
} from '../../fixtures/leads'
import { actionsOn, officerOf } from '../../fixtures/matters'
import { asOwner } from '../../support/as-owner'

const refusedWith = (code: string) => ({ ok: false, refusal: { code } })
const now = new Date('2026-06-01T02:00:00Z')
const reason = '现场询问笔录载明，为同一人'
const heading = '线索编号,机构编码,姓名,违规行为,涉及金额,结算日期,医师,医师代码,法定代表人,联系电话,机构地址,银行账号,终端编号,科室'

let people: LeadPeople
beforeAll(async () => {
  people = await leadPeople()
})

const view = async (leadId: string, actor = people.city) => {
  const found = await subjectsOfLead(actor, leadId)
  if (!found) throw new Error('the lead exists for them')
  return found
}
const subjectOn = async (leadId: string, kind: string, actor = people.city) => {
  const found = (await view(leadId, actor)).subjects.find((one) => one.kind === kind)
  if (!found) throw new Error(`the lead names a ${kind}`)
  return found
}

async function imported(lines: readonly string[], more: { campaignId?: string; name?: string } = {}) {
  const bytes = new TextEncoder().encode(`${[heading, ...lines].join('\r\n')}\r\n`)
  const name = more.name ?? `清单${Math.random()}`
  const { importId, campaignId } = await anUpload(people.city, bytes, {
    name: `${name}.csv`,
    sourceName: name,
    now,
    ...(more.campaignId ? { campaignId: more.campaignId } : {}),
  })
  const { batchId } = done(await importNow(people.city, { importId, version: 1, dueOn: '2026-08-31' }, now))
  const leads = await asOwner<{ id: string }>('SELECT id FROM lead WHERE batch_id = $1 ORDER BY source_row', [batchId])
  return { campaignId, ids: leads.map(({ id }) => id) }
}

describe('what a list names besides institution and person', () => {
  it('comes in sealed with its lead, and meets the same on other lists in whatever spelling', async () => {
    const [here, there] = await someInstitutions(2)
    const first = await imported([
      `A1,${here?.code},张甲,重复收费,100,2024-05-06,王小芳,D370811000012,赵钱孙,138-0537-0001,济宁市任城区清溪路1号,6222 0216 0800 1234,POS07,骨科`,
    ])
    const second = await imported([
      `B1,${there?.code},李乙,分解住院,200,2024-05-06,王小芳,d370811000012,,+86 13805370001,,6222021608001234,POS07,`,
    ])
    const [one = '', other = ''] = [first.ids[0], second.ids[0]]
    const { subjects } = await view(one)
    expect(subjects.map(({ kind, masked, count }) => [kind, masked, count?.lists ?? 1])).toEqual([
      ['doctorCode', 'D37****12', 2],
      ['doctor', '王*芳', 1], // of one name in two institutions: a person says
      ['legalRepresentative', '赵*孙', 1],
      ['phone', '138****01', 2],
      ['address', '济宁市任城区…', 1],
      ['account', '****1234', 2],
      ['terminal', 'POS07', 1], // another institution's
    ])
    expect((await subjectOn(one, 'phone')).count).toMatchObject({ leads: 2, lists: 2, campaigns: 2, cities: 1 })
    const kept = await asOwner<{ row: string }>(
      `SELECT to_jsonb(lead)::text || coalesce(jsonb_agg(to_jsonb(s))::text, '') AS row FROM lead JOIN lead_subject s ON s.lead_id = lead.id WHERE lead.id = $1 GROUP BY lead.id`,
      [one],
    )
    for (const open of ['13805370001', '138-0537', '王小芳', '赵钱孙', '6222', '清溪路']) expect(kept[0]?.row).not.toContain(open)
    expect(JSON.stringify(subjects)).not.toMatch(/[0-9a-f]{64}/)

    const rows = async (subjectId: string, actor = people.city) =>
      (await listLeads(actor, filterOf(`subject=${subjectId}`))).rows.map(({ id }) => id).sort()
    expect(await rows((await subjectOn(one, 'phone')).id)).toEqual([one, other].sort())
    expect(await rows((await subjectOn(one, 'doctor')).id)).toEqual([one])
    expect(await rows((await subjectOn(one, 'phone')).id, people.otherCounty)).toEqual([])

    const cluster = await clusterOfLead(people.city, one)
    expect(
      cluster?.nodes
        .filter(({ ties }) => ties === 2)
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(['account', 'doctorCode', 'phone'])
    expect(
      cluster?.nodes
        .filter(({ kind }) => kind === 'lead')
        .map(({ href }) => href)
        .sort(),
    ).toEqual([one, other].sort().map((id) => `/leads/${id}`))
    expect(JSON.stringify(cluster)).not.toMatch(/[0-9a-f]{32}/)
    await asOwner('UPDATE lead SET region_no = 370881 WHERE id = $1', [other])
    await asOwner('UPDATE lead SET region_no = 370811 WHERE id = $1', [one])
    expect(await clusterOfLead(people.handler, one)).toBeNull() // the other is out of this county's sight
    const filter = filterOf(`subject=${(await subjectOn(one, 'phone')).id}`)
    expect(await leadsByPlace(people.city, filter)).toMatchObject([
      { regionNo: 370811, count: 1, amountFen: 10_000n },
      { regionNo: 370881, count: 1, amountFen: 20_000n },
    ])
    expect((await listLeads(people.city, { ...filter, region: 370800, own: '1' })).rows).toEqual([])
    expect((await listLeads(people.city, { ...filter, region: 370811, own: '1' })).rows).toHaveLength(1)
    expect(await leadsByPlace(people.handler, filter)).toMatchObject([{ regionNo: 370811, count: 1 }])
  })

  it('joins the lead that an earlier list brought, each subject once', async () => {
    const [here] = await someInstitutions(1)
    const row = (number: string, rest: string) => `${number},${here?.code},张甲,虚构医药服务项目,300,2024-05-07,${rest}`
    const first = await imported([row('C1', ',,,13805370002,,,,')])
    await imported([row('D1', ',D370811000099,,13805370002,,,,')], { campaignId: first.campaignId })
    expect((await view(first.ids[0] ?? '')).subjects.map(({ kind, origin }) => [kind, origin])).toEqual([
      ['doctorCode', 'list'],
      ['phone', 'list'],
    ])
  })
})

describe('what an officer puts to a lead', () => {
  const add = (leadId: string, actor = people.handler, more: object = {}) =>
    addSubject(actor, { leadId, kind: 'phone', value: '0537-2221111', reason, ...more })

  it('is kept with who and why, once, taken out for a reason, and put back', async () => {
    const lead = await anAssignedLead()
    const twice = await Promise.all([add(lead), add(lead)])
    expect(twice.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await add(lead, people.handler, { value: '见附件' })).toMatchObject(refusedWith('subjectUnreadable'))
    const subject = await subjectOn(lead, 'phone', people.handler)
    expect(subject).toMatchObject({ masked: '053****11', origin: 'hand', reason, addedByName: '张敏' })
    expect(await removeSubject(people.handler, { subjectId: subject.id, version: 2, reason })).toMatchObject(
      refusedWith('changedMeanwhile'),
    )
    done(await removeSubject(people.handler, { subjectId: subject.id, version: 1, reason }))
    expect((await view(lead, people.handler)).subjects).toEqual([])
    done(await add(lead))
    expect((await subjectOn(lead, 'phone', people.handler)).version).toBe(3)
    expect(await actionsOn(lead)).toEqual(['lead.addSubject', 'lead.removeSubject', 'lead.addSubject'])
  })

  it('is opened for a reason within the hour’s limit, and exists for nobody who does not see the lead', async () => {
    const lead = await anAssignedLead()
    done(await add(lead))
    const { id: subjectId } = await subjectOn(lead, 'phone', people.handler)
    expect([(await view(lead, people.handler)).mayReveal, (await view(lead)).mayReveal]).toEqual([true, false]) // whose lead it is, opens
    expect(done(await revealSubject(people.handler, { subjectId, reason: 'verification' }))).toEqual({ value: '05372221111' })
    expect(await asOwner(`SELECT field FROM unmasking WHERE subject_id = $1`, [lead])).toEqual([{ field: 'phone' }])
    for (const [who, person] of strangers) {
      const actor = await person()
      expect(await add(lead, actor), who).toMatchObject(refusedWith('notFound'))
      expect(await removeSubject(actor, { subjectId, version: 1, reason }), who).toMatchObject(refusedWith('notFound'))
      expect(await revealSubject(actor, { subjectId, reason: 'verification' }), who).toMatchObject(refusedWith('notFound'))
    }
    expect(await subjectsOfLead(people.otherCounty, lead)).toBeNull()
    expect(await subjectsOfLead(await officerOf('济宁市公安局', ['handler']), lead)).toBeNull()
    await asOwner('UPDATE lead SET region_no = 370881 WHERE id = $1', [lead])
    expect(await subjectsOfLead(people.handler, lead)).toBeNull()
    expect((await view(lead, people.otherCounty)).subjects).toHaveLength(1) // what it names goes with the lead
  })
})

describe('a name on two leads', () => {
  it('is one person once somebody says so for a reason, for that kind alone, and two again when it is taken back', async () => {
    const [one, other] = [await anAssignedLead(), await anAssignedLead()]
    for (const leadId of [one, other]) {
      done(await addSubject(people.handler, { leadId, kind: 'legalRepresentative', value: '孙立', reason }))
      done(await addSubject(people.handler, { leadId, kind: 'address', value: '济宁市任城区清溪路9号', reason }))
    }
    const subject = await subjectOn(one, 'legalRepresentative', people.handler)
    expect(subject).toMatchObject({ count: null, candidates: [{ id: other, likeness: 'sameNameAndAddress', score: 75 }] })
    const otherNumber = await numberOf(other)
    const link = (subjectId: string, actor = people.handler) => linkSubjects(actor, { leadId: one, otherNumber, reason, subjectId })
    expect(await link((await subjectOn(one, 'address', people.handler)).id)).toMatchObject(refusedWith('subjectsUnlike')) // sure already
    expect(await link((await subjectOn(other, 'legalRepresentative', people.handler)).id)).toMatchObject(refusedWith('subjectsUnlike'))
    expect(await link(subject.id, people.otherCounty)).toMatchObject(refusedWith('notFound'))
    const { id: linkId } = done(await link(subject.id))
    expect(await link(subject.id)).toMatchObject(refusedWith('alreadyExists'))
    expect(await subjectOn(one, 'legalRepresentative', people.handler)).toMatchObject({
      count: { leads: 2, lists: 2 },
      candidates: [],
      links: [{ reason }],
    })
    const listed = await listLeads(people.handler, filterOf(`subject=${subject.id}`))
    expect(listed.rows).toHaveLength(2)
    done(await unlinkSubjects(people.handler, { linkId, version: 1, reason }))
    expect(await subjectOn(one, 'legalRepresentative', people.handler)).toMatchObject({ count: null, links: [{ state: 'undone' }] })
  })
})

it('means the same by a name in one institution, whether a lead has its entry of the register or its bare name', async () => {
  const [one, other] = [await anAssignedLead(), await anAssignedLead()]
  await asOwner(
    `UPDATE lead SET institution_id = NULL, institution_name = (SELECT institution_name FROM lead WHERE id = $1), id_index = NULL WHERE id = $2`,
    [one, other],
  )
  for (const leadId of [one, other]) done(await addSubject(people.handler, { leadId, kind: 'doctor', value: '钱立本', reason }))
  const { id, count } = await subjectOn(one, 'doctor', people.handler)
  expect(count).toMatchObject({ leads: 2 })
  expect((await listLeads(people.handler, filterOf(`subject=${id}`))).rows).toHaveLength(2)
  const cluster = await clusterOfLead(people.handler, one)
  expect(cluster?.nodes.find(({ kind }) => kind === 'doctor')).toMatchObject({ ties: 2 })
})

it('counts no more than a thousand leads that name the same, and says that there are more', async () => {
  const lead = await anAssignedLead()
  done(await addSubject(people.handler, { leadId: lead, kind: 'phone', value: '0537-3331111', reason }))
  done(await addSubject(people.handler, { leadId: lead, kind: 'agentCode', value: '王小芳', reason }))
  expect(await subjectOn(lead, 'agentCode', people.handler)).toMatchObject({ masked: '王****', count: null })
  expect(JSON.stringify(await asOwner('SELECT * FROM lead_subject WHERE lead_id = $1', [lead]))).not.toContain('王小芳')
  const { id } = await subjectOn(lead, 'agentCode', people.handler)
  expect(done(await revealSubject(people.handler, { subjectId: id, reason: 'verification' }))).toEqual({ value: '王小芳' })
  const own = await asOwner<{ name: string }>(
    `SELECT quote_ident(column_name) AS name FROM information_schema.columns WHERE table_name = 'lead' AND is_generated = 'NEVER'`,
  )
  const columns = own.map(({ name }) => name)
  await asOwner(
    `WITH copies AS (SELECT to_jsonb(lead) || jsonb_build_object('id', gen_random_uuid(), 'number', lead.number || '-' || n, 'source_row', 100000 + n) AS copy
       FROM lead, generate_series(1, 1000) AS n WHERE lead.id = $1),
     kept AS (INSERT INTO lead (${columns.join()}) SELECT ${columns.map((name) => `one.${name}`).join()}
       FROM copies, jsonb_populate_record(NULL::lead, copy) AS one RETURNING id)
     INSERT INTO lead_subject (id, lead_id, kind, masked, key, cipher, origin)
     SELECT gen_random_uuid(), kept.id, s.kind, s.masked, s.key, s.cipher, 'list' FROM kept, lead_subject s WHERE s.lead_id = $1 AND s.kind = 'phone'`,
    [lead],
  )
  const many = { leads: 1000, more: true, lists: 1 }
  expect((await subjectOn(lead, 'phone', people.handler)).count).toMatchObject(many)
  expect((await repeatsOfLead(people.handler, lead))?.institution).toMatchObject(many)
  expect((await clusterOfLead(people.handler, lead))?.nodes.length).toBeLessThanOrEqual(60)
})
