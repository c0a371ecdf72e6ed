import { randomUUID } from 'node:crypto'
import ExcelJS from 'exceljs'
import { describe, expect, it, vi } from 'vitest'
import { getRegisterImport, listRegister, listRegisterImports, registerFilter, registerFrame } from '#server/institution/register-queries'
import { cancelRegister, takeRegister } from '#server/institution/take-register'
import { city, county, done, officerOf, uploadedFile } from '../../fixtures/campaigns'
import { anInstitution } from '../../fixtures/filings'
import { inGb18030 } from '../../fixtures/problem-lists'
import { freshCode, registerCsv, shownRegister, takeShown, uploadedRegister } from '../../fixtures/register'
import { asOwner } from '../../support/as-owner'

vi.setConfig({ testTimeout: 60_000 })

const refusedWith = (code: string, detail: object = {}) => ({
  ok: false,
  refusal: { code, ...(Object.keys(detail).length > 0 && { detail }) },
})
const stored = (codes: readonly string[]) =>
  asOwner<Record<string, unknown>>(
    `SELECT code, name, name_initials, kind::text, level::text, region_no, phone, version FROM institution WHERE code = ANY ($1) ORDER BY code`,
    [codes],
  )
const counted = async () => (await asOwner<{ n: number }>('SELECT count(*)::int AS n FROM institution'))[0]?.n

describe('a list of institutions', () => {
  it('brings new ones in; the same file again adds none; changed details are shown and wait for a tick', async () => {
    const [hospital, pharmacy] = [freshCode(), freshCode('P')]
    const rows = [
      [hospital, '清溪县人民医院', '综合医院', '三级甲等', '任城区', '0537-0000001'],
      [pharmacy, '清溪大药房', '', '', '370812', ''],
    ]
    const first = await shownRegister(city.handler, registerCsv(rows))
    expect(first.compared).toMatchObject({ added: 2, changed: 0, unchanged: 0, unfit: 0 })
    expect(await stored([hospital, pharmacy])).toEqual([])
    expect(done(await takeShown(city.handler, first))).toEqual({ added: 2, changed: 0, unchanged: 0 })
    expect(await stored([hospital, pharmacy])).toEqual([
      {
        ...{ code: hospital, name: '清溪县人民医院', name_initials: 'QXXRMYY', kind: 'hospital', level: 'tertiary' },
        ...{ region_no: 370811, phone: '0537-0000001', version: 1 },
      },
      {
        code: pharmacy,
        name: '清溪大药房',
        name_initials: 'QXDYF',
        kind: 'pharmacy',
        level: 'ungraded',
        region_no: 370812,
        phone: '',
        version: 1,
      },
    ])

    const again = await shownRegister(city.handler, registerCsv(rows))
    expect(again.compared).toMatchObject({ added: 0, changed: 0, unchanged: 2 })
    expect(done(await takeShown(city.handler, again))).toEqual({ added: 0, changed: 0, unchanged: 2 })

    // A blank cell says nothing; another name and phone are a change.
    const other = await shownRegister(
      city.handler,
      registerCsv([
        [hospital, '清溪县中心医院', '医院', '', '任城区', '0537-0000002'],
        [pharmacy, '清溪大药房', '', '', '兖州区', ''],
      ]),
    )
    expect(other.compared).toMatchObject({
      ...{ added: 0, changed: 1, unchanged: 1 },
      changes: [{ code: hospital, differences: { name: ['清溪县人民医院', '清溪县中心医院'], phone: ['0537-0000001', '0537-0000002'] } }],
    })
    expect(await takeShown(city.handler, other)).toEqual(refusedWith('registerChangesUnticked', { count: 1 }))
    expect((await stored([hospital]))[0]).toMatchObject({ name: '清溪县人民医院', version: 1 })
    done(await takeShown(city.handler, other, { takeChanges: 'on' }))
    expect(await stored([hospital])).toMatchObject([
      { name: '清溪县中心医院', name_initials: 'QXXZXYY', level: 'tertiary', phone: '0537-0000002', version: 2 },
    ])
    const [trail] = await asOwner<{ change: unknown }>(
      `SELECT change FROM audit_entry WHERE action = 'register.change' AND subject_id = (SELECT id FROM institution WHERE code = $1)`,
      [hospital],
    )
    expect(trail?.change).toMatchObject({ phone: ['0537-0000001', '0537-0000002'] })
  })

  it('is read in GB18030, and says of each wrong cell its row; nothing of it is taken in', async () => {
    const [good, elsewhere, moved] = [freshCode(), freshCode(), freshCode()]
    await asOwner(
      `INSERT INTO institution (id, code, name, kind, region_code, region_no, field_ids) VALUES ($1, $2, '外地机构', 'clinic', '370100', 370100, '{}'),
         ($3, $4, '本地机构', 'clinic', '370812', 370812, '{}')`,
      [randomUUID(), elsewhere, randomUUID(), moved],
    )
    const before = await counted()
    const text = registerCsv([
      [good, '甲诊所', '诊所', '', '任城区', ''],
      ['H37089912', '乙诊所', '诊所', '', '任城区', ''],
      [good, '甲诊所', '诊所', '', '任城区', ''],
      [freshCode('P'), '丙医院', '医院', '', '任城区', ''],
      [freshCode(), '丁医院', '医院', '特级', '历下区', ''],
      [freshCode(), '戊医院', '医院', '', '历下区', ''],
      [elsewhere, '己诊所', '诊所', '', '任城区', ''],
      [moved, '本地机构', '诊所', '', '任城区', ''],
    ])
    const shown = await shownRegister(city.handler, inGb18030(text))
    expect(shown.problems).toEqual([
      expect.stringMatching(/^第4行“机构编码”不是国家医保定点机构编码/),
      expect.stringMatching(/^第5行“机构编码”与前面的机构编码重复/),
      expect.stringMatching(/^第6行“机构类型”与编码不符/),
      expect.stringMatching(/^第7行“等级”不是可以识别的等级/),
      expect.stringMatching(/^第8行“县（市、区）”不在本局辖区/),
    ])
    expect(shown.compared).toMatchObject({
      ...{ added: 1, unfit: 2 },
      unfitRows: [
        { row: 9, code: elsewhere, state: 'elsewhere' },
        { row: 10, code: moved, state: 'otherRegion' },
      ],
    })
    expect(await takeShown(city.handler, shown, { takeChanges: 'on' })).toEqual(refusedWith('registerRowsWrong', { count: 7 }))
    expect(await counted()).toBe(before)
    done(await cancelRegister(city.handler, { importId: shown.id, version: shown.version }))
  })

  it('is refused whole when it is no such list, and belongs to the bureau that uploaded it', async () => {
    const before = await counted()
    expect(await uploadedRegister(city.handler, '姓名,电话\n甲,1')).toMatchObject(refusedWith('unreadableFile'))
    expect(await uploadedRegister(city.handler, '机构编码,机构名称\n')).toEqual(refusedWith('nothingToImport'))
    for (const actor of [
      city.approver,
      officerOf('HC', 370800, ['handler']),
      officerOf('MI', 370800, ['handler'], { agencyKind: 'operator' }),
    ]) {
      expect(await uploadedRegister(actor, registerCsv([[freshCode(), '甲诊所', '诊所', '', '任城区', '']]))).toEqual(
        refusedWith('notFound'),
      )
    }
    const fileId = await uploadedFile(city.handler, new TextEncoder().encode(registerCsv([])), '别人的.csv')
    const { uploadRegister } = await import('#server/institution/upload-register')
    expect(await uploadRegister(county.handler, { fileId })).toEqual(refusedWith('notFound'))

    const shown = await shownRegister(city.handler, registerCsv([[freshCode(), '甲诊所', '诊所', '', '任城区', '']]))
    for (const actor of [county.handler, officerOf('MI', 370900, ['handler'])]) {
      expect(await getRegisterImport(actor, shown.id)).toBeNull()
      expect(await takeShown(actor, shown)).toEqual(refusedWith('notFound'))
    }
    expect((await listRegisterImports(county.handler)).some(({ id }) => id === shown.id)).toBe(false)
    expect(await counted()).toBe(before)
  })

  it('as a workbook of a county needs no column of regions, and takes no other county in', async () => {
    const code = freshCode()
    const workbook = new ExcelJS.Workbook()
    const sheet = workbook.addWorksheet('名单')
    sheet.addRow(['定点医药机构名单'])
    sheet.mergeCells('A1:B1')
    sheet.addRows([
      ['定点机构代码', '单位名称'],
      [code, '庚门诊部'],
    ])
    const shown = await shownRegister(county.handler, new Uint8Array(await workbook.xlsx.writeBuffer()))
    expect(shown.compared).toMatchObject({ added: 1 })
    done(await takeShown(county.handler, shown))
    expect(await stored([code])).toMatchObject([{ kind: 'clinic', region_no: 370811 }])
    const beyond = await shownRegister(county.handler, registerCsv([[freshCode(), '辛诊所', '诊所', '', '兖州区', '']]))
    expect(beyond).toMatchObject({ problemCount: 1, problems: [expect.stringContaining('不在本局辖区')] })
  })

  it('has one effect when it is taken twice at once, and none where the register has changed since it was shown', async () => {
    const codes = Array.from({ length: 30 }, () => freshCode())
    const shown = await shownRegister(city.handler, registerCsv(codes.map((code, at) => [code, `壬${at}诊所`, '诊所', '', '任城区', ''])))
    const both = await Promise.all([takeShown(city.handler, shown), takeShown(city.handler, shown)])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await stored(codes)).toHaveLength(30)
    expect(await takeShown(city.handler, shown)).toMatchObject(refusedWith('wrongState'))

    const [one, two] = [freshCode(), freshCode()]
    const late = await shownRegister(
      city.handler,
      registerCsv([
        [one, '癸诊所', '诊所', '', '任城区', ''],
        [two, '子诊所', '诊所', '', '任城区', ''],
      ]),
    )
    await asOwner(
      `INSERT INTO institution (id, code, name, kind, region_code, region_no, field_ids) VALUES ($1, $2, '癸诊所', 'clinic', '370811', 370811, '{}')`,
      [randomUUID(), one],
    )
    expect(await takeShown(city.handler, late)).toEqual(refusedWith('changedMeanwhile'))
    expect(await stored([two])).toEqual([])
    expect(await takeRegister(city.handler, { importId: late.id, version: late.version + 1, shown: late.compared.hash })).toEqual(
      refusedWith('changedMeanwhile'),
    )
  })
})

describe('what a list leaves open', () => {
  it('is asked of new institutions alone: a blank kind or region changes nothing of one that is known', async () => {
    const [known, nameless, placeless] = [freshCode(), freshCode(), freshCode()]
    done(await takeShown(city.handler, await shownRegister(city.handler, registerCsv([[known, '丑口腔', '医院', '', '兖州区', '']]))))
    const shown = await shownRegister(
      city.handler,
      registerCsv([
        [known, '丑口腔门诊部', '', '', '', '0537-0000003'],
        [nameless, '寅口腔', '', '', '任城区', ''],
        [placeless, '卯诊所', '', '', '', ''],
      ]),
    )
    expect(shown).toMatchObject({
      problems: [],
      compared: {
        ...{ added: 0, changed: 1, unfit: 2 },
        changes: [{ code: known, differences: { name: ['丑口腔', '丑口腔门诊部'], phone: ['', '0537-0000003'] } }],
        unfitRows: [
          { row: 4, code: nameless, state: 'kindUnsaid' },
          { row: 5, code: placeless, state: 'regionUnsaid' },
        ],
      },
    })
    const mended = await shownRegister(city.handler, registerCsv([[known, '丑口腔门诊部', '', '', '', '']]))
    done(await takeShown(city.handler, mended, { takeChanges: 'on' }))
    expect(await stored([known])).toMatchObject([{ name: '丑口腔门诊部', kind: 'hospital', region_no: 370812 }])
  })

  it('is not settled by whichever region of the same name comes last', async () => {
    const province = officerOf('MI', 370000, ['handler'])
    for (const [code, parent] of [
      ['370402', '370400'],
      ['370103', '370100'],
    ] as const)
      await asOwner(
        `INSERT INTO region (code, region_no, name, short_name, level, parent_code, range_lo, range_hi) VALUES ($1, $2, '市中区', '市中区', 'county', $3, $2, $2)`,
        [code, Number(code), parent],
      )
    const [one, two] = [freshCode(), freshCode()]
    const shown = await shownRegister(
      province,
      registerCsv([
        [one, '辰诊所', '诊所', '', '市中区', ''],
        [two, '巳诊所', '诊所', '', '370103', ''],
      ]),
    )
    expect(shown).toMatchObject({ problems: [expect.stringMatching(/^第3行“县（市、区）”有不止一个同名/)], compared: { added: 1 } })
    const labels = (await registerFrame(province)).regions.map(({ label }) => label)
    expect(labels.filter((label) => label.endsWith('市中区'))).toEqual(['济南市市中区', '枣庄市市中区'])
    expect(labels).toContain('任城区')
  })

  it('is taken as it was shown, or not at all', async () => {
    const code = freshCode()
    const list = (phone: string) => registerCsv([[code, '午诊所', '诊所', '', '任城区', phone]])
    done(await takeShown(city.handler, await shownRegister(city.handler, list('0537-0000001'))))
    const [late, soon] = [await shownRegister(city.handler, list('0537-0000003')), await shownRegister(city.handler, list('0537-0000002'))]
    done(await takeShown(city.handler, soon, { takeChanges: 'on' }))
    expect(await takeShown(city.handler, late, { takeChanges: 'on' })).toEqual(refusedWith('changedMeanwhile'))
    expect(await stored([code])).toMatchObject([{ phone: '0537-0000002' }])
    const again = await getRegisterImport(city.handler, late.id)
    expect(again?.compared?.changes).toMatchObject([{ differences: { phone: ['0537-0000002', '0537-0000003'] } }])

    const fresh = freshCode()
    const both = await Promise.all(
      ['a', 'b'].map(() => shownRegister(city.handler, registerCsv([[fresh, '未诊所', '诊所', '', '任城区', '']]))),
    )
    const taken = await Promise.all(both.map((shown) => takeShown(city.handler, shown)))
    expect(taken.filter(({ ok }) => ok)).toHaveLength(1)
    expect(taken.flatMap((one) => (one.ok ? [] : [one.refusal.code]))).toEqual([
      expect.stringMatching(/^(alreadyExists|changedMeanwhile)$/),
    ])
  })
})

describe('the register', () => {
  it('is looked up by name, code and initials, counted exactly, and ends at the own subtree', async () => {
    const code = freshCode()
    done(
      await takeShown(city.handler, await shownRegister(city.handler, registerCsv([[code, '杏林堂中医诊所', '诊所', '', '兖州区', '']]))),
    )
    const found = async (actor: typeof county.handler, asked: object) =>
      (await listRegister(actor, registerFilter.parse(asked))).rows.map((row) => row.code)
    for (const q of ['杏林堂', code, code.toLowerCase().slice(0, 12), 'xltz']) expect(await found(city.handler, { q }), q).toEqual([code])
    expect(await found(officerOf('HC', 370800, ['handler']), { q: code })).toEqual([code])
    expect(await found(county.handler, { q: code })).toEqual([])
    expect(await found(city.handler, { q: '%' })).toEqual([])
    await anInstitution()
    const [{ n } = { n: 0 }] = await asOwner<{ n: number }>(
      `SELECT count(*)::int AS n FROM institution WHERE region_no BETWEEN 370800 AND 370899 AND kind = 'clinic'`,
    )
    expect((await listRegister(city.handler, registerFilter.parse({ kind: 'clinic' }))).count).toBe(n)
  })
})
