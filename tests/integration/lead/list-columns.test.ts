import { beforeAll, describe, expect, it } from 'vitest'
import { getImport } from '#server/lead/import-queries'
import { done } from '../../fixtures/campaigns'
import { type FixtureInstitution, provinceLeadList } from '../../fixtures/lead-lists/generate'
import { anUpload, importNow, type LeadPeople, leadPeople, readAgain, someInstitutions } from '../../fixtures/leads'
import { asOwner } from '../../support/as-owner'

const now = new Date('2026-06-01T02:00:00Z')
const dueOn = '2026-08-31'
let people: LeadPeople
let institutions: FixtureInstitution[]
let seed = 0

/** A small list of its own bytes, every time. */
const aList = async (rows = 20, badRows = 2) => {
  seed += 1
  return provinceLeadList({ seed: `list ${seed}`, rows, institutions, badRows })
}
const csv = (lines: readonly string[]) => new TextEncoder().encode(`${lines.join('\r\n')}\r\n`)

beforeAll(async () => {
  people = await leadPeople()
  institutions = await someInstitutions(40)
})

describe('the columns', () => {
  const lines = ['机构,问题描述,身份证号,说明', `${'清溪第1医院'},重复收费,37089919900307123X,本人 37089919900307123X 未住院`]

  it('are assigned by hand, remembered for the source, and the list is read again', async () => {
    const uploaded = await anUpload(people.city, csv(['机构名称,违规行为,备考', '甲医院,重复收费,第一次']), {
      sourceName: '按列记忆',
      name: 'a.csv',
      now,
    })
    done(
      await readAgain(
        people.city,
        { importId: uploaded.importId, version: 1, mapping: { 机构名称: 'institutionName', 违规行为: 'behaviour', 备考: 'note' } },
        now,
      ),
    )
    expect((await getImport(people.city, uploaded.importId))?.given).toMatchObject({ 备考: 'note' })

    const next = await anUpload(people.city, csv(['机构名称,违规行为,备考', '乙医院,重复收费,第二次']), {
      sourceName: '按列记忆',
      name: 'b.csv',
      now,
    })
    const { batchId } = done(await importNow(people.city, { importId: next.importId, version: 1, dueOn }, now))
    expect(await asOwner('SELECT note, extra FROM lead WHERE batch_id = $1', [batchId])).toEqual([{ note: '第二次', extra: {} }])
  })

  it('that a source has no longer do not shut its next list out', async () => {
    const list = csv(['机构名称,违规行为,新增列', '丙医院,重复收费,第三次'])
    const uploaded = await anUpload(people.city, list, { sourceName: '按列记忆', name: 'c.csv', now })
    expect((await getImport(people.city, uploaded.importId))?.summary).toMatchObject({ acceptedCount: 1 })
  })

  it('mapped wrongly, or in no field of ours, show no identity number', async () => {
    const uploaded = await anUpload(people.city, csv(lines), { sourceName: '错列', name: 'd.csv', now })
    const mapping = { 机构: 'institutionName', 问题描述: 'behaviour', 身份证号: 'extra', 说明: 'personName' }
    done(await readAgain(people.city, { importId: uploaded.importId, version: 1, mapping }, now))
    const { batchId } = done(await importNow(people.city, { importId: uploaded.importId, version: 2, dueOn }, now))
    expect(await asOwner('SELECT person_name, extra FROM lead WHERE batch_id = $1', [batchId])).toEqual([
      { person_name: '本人 370899********123X 未住院', extra: { 身份证号: '370899********123X' } },
    ])
  })

  it('that the list does not have are refused, and more than a list can have', async () => {
    const uploaded = await anUpload(people.city, (await aList()).bytes, { now })
    const remap = (mapping: Record<string, string>, version: number) =>
      readAgain(people.city, { importId: uploaded.importId, version, mapping }, now)
    expect(await remap({ 没有这一列: 'note' }, 1)).toMatchObject({ refusal: { code: 'unreadableFile', detail: { reading: 'E-IMP-09' } } })
    expect(await remap(Object.fromEntries(Array.from({ length: 201 }, (_, at) => [`列${at}`, 'note'])), 2)).toMatchObject({
      refusal: { code: 'invalidInput' },
    })
    expect(await getImport(people.city, uploaded.importId)).toMatchObject({
      version: 2,
      state: 'uploaded',
      given: { 疑似违规行为: 'behaviour' },
    })
  })
})

describe('an institution', () => {
  it('named by a code and a name of two, by a name of two, or by nobody we know, is left for a person to say', async () => {
    const [one, other] = await someInstitutions(2)
    await asOwner(
      `INSERT INTO institution (id, code, name, kind, region_code, region_no, field_ids) VALUES (gen_random_uuid(), $1, $2, 'clinic', '370881', 370881, '{}')`,
      [`X${one?.code}`, other?.name],
    )
    const rows = [
      `${one?.code},${one?.name},一`,
      `${one?.code},旧名称医院,二`,
      `${one?.code},清溪第1医院,三`,
      `,${other?.name},四`,
      ',无此医院,五',
    ]
    const uploaded = await anUpload(people.city, csv(['机构编码,机构名称,违规行为', ...rows]), { name: 'e.csv', sourceName: '机构', now })
    const { batchId } = done(await importNow(people.city, { importId: uploaded.importId, version: 1, dueOn }, now))
    expect(
      await asOwner(
        'SELECT l.behaviour, i.code, l.institution_name FROM lead l LEFT JOIN institution i ON i.id = l.institution_id WHERE batch_id = $1 ORDER BY source_row',
        [batchId],
      ),
    ).toEqual([
      { behaviour: '一', code: one?.code, institution_name: one?.name },
      { behaviour: '二', code: one?.code, institution_name: one?.name },
      { behaviour: '三', code: null, institution_name: '清溪第1医院' },
      { behaviour: '四', code: null, institution_name: other?.name },
      { behaviour: '五', code: null, institution_name: '无此医院' },
    ])
  })
})
