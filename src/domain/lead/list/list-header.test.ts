import { describe, expect, it } from 'vitest'
import { failureOf, listOf, person, tableOf } from '../../../../tests/fixtures/lead-lists/tables'

describe('the header', () => {
  it('stands below titles, whatever its columns are called', () => {
    const list = listOf(
      tableOf(
        [
          ['2024年医保基金疑点线索清单'],
          ['单位：元'],
          [],
          [
            '序号',
            '疑点编号',
            '所属县（市、区）',
            '定点医药\n机构名称',
            '国家编码',
            '参保人姓名',
            '证件号码*',
            '疑似违规行为',
            '涉及医保基金金额（元）',
            '费用结算时间',
          ],
          [1, 'A1', '任城区', '清河镇卫生院', 'x', '张某', person(1), '超标准收费', 5, '2024-05-01'],
        ],
        { merges: [{ top: 1, left: 0, bottom: 1, right: 9 }] },
      ),
    )
    expect(list.headerRow).toBe(4)
    expect(list.mapping).toEqual({
      疑点编号: 'leadNumber',
      '所属县（市、区）': 'regionName',
      定点医药机构名称: 'institutionName',
      参保人姓名: 'personName',
      '证件号码*': 'idNumber',
      疑似违规行为: 'behaviour',
      '涉及医保基金金额（元）': 'amountFen',
      费用结算时间: 'settledOn',
    })
    expect(list.accepted[0]).toMatchObject({ sourceRow: 5, regionName: '任城区', amountFen: '500', extra: { 序号: '1', 国家编码: 'x' } })
  })

  it('may take two rows, merged or, in CSV, with the merges lost', () => {
    const rows = [
      ['序号', '医疗机构', null, '患者', null, '违规行为'],
      [null, '编码', '名称', '姓名', '身份证号', null],
      [1, 'H37081100001', '清河镇卫生院', '张某', person(1), '分解住院'],
    ]
    const headings = [
      ['序号', '机构信息', null, '患者', null, '违规行为'],
      [null, '机构编码', '机构名称', '姓名', '身份证号', null],
      ...rows.slice(2),
    ]
    const merges = [
      { top: 1, left: 1, bottom: 1, right: 2 },
      { top: 1, left: 3, bottom: 1, right: 4 },
      { top: 1, left: 0, bottom: 2, right: 0 },
    ]
    for (const table of [tableOf(headings, { merges }), tableOf(headings, { format: 'csv' })]) {
      const list = listOf(table)
      expect(list.headerRow).toBe(2)
      expect(list.accepted).toMatchObject([
        { sourceRow: 3, institutionCode: 'H37081100001', personName: '张某', behaviour: '分解住院', extra: { 序号: '1' } },
      ])
    }
  })

  it('prefers the column that fits best, keeps the others and says when it is a close call', () => {
    const list = listOf(
      tableOf([
        ['机构名称', '违规类型', '违规行为', '医疗总费用', '涉及金额', '涉及金额'],
        ['甲', '乙', '丙', 9, 1, 2],
      ]),
    )
    expect(list.accepted[0]).toMatchObject({
      behaviour: '丙',
      amountFen: '100',
      extra: { 违规类型: '乙', 医疗总费用: '9', '涉及金额（F列）': '2' },
    })
    expect(list.warnings.map(({ code }) => code)).toEqual(['W-COL-01', 'W-COL-03'])
  })

  it('is refused with what is missing, and a guess at the slip', () => {
    expect(
      failureOf(
        tableOf([
          ['机构名称', '姓名', '违规行力'],
          ['甲', '乙', '丙'],
        ]),
      ),
    ).toMatchObject({ code: 'E-IMP-05', detail: { row: 1, missing: '违规行为', near: '违规行力' } })
    expect(
      failureOf(
        tableOf([
          ['姓名', '违规行为'],
          ['乙', '丙'],
        ]),
      ),
    ).toMatchObject({ code: 'E-IMP-05', detail: { missing: '机构名称（或机构编码）' } })
    expect(
      failureOf(
        tableOf([
          ['甲', '乙'],
          ['丙', '丁'],
        ]),
      ),
    ).toMatchObject({ code: 'E-IMP-08' })
    expect(
      failureOf(
        tableOf(
          [
            ['第一组', null, '第二组'],
            ['甲', '乙', '丙'],
          ],
          { merges: [{ top: 1, left: 0, bottom: 1, right: 1 }] },
        ),
      ),
    ).toMatchObject({ code: 'E-IMP-04' })
    expect(failureOf(tableOf([]))).toMatchObject({ code: 'E-IMP-08' })
  })

  it('says when a column that is not required looks misspelt', () => {
    const list = listOf(
      tableOf([
        ['机构名称', '身份正号', '违规行为'],
        ['甲', person(1), '丙'],
      ]),
    )
    expect(list.warnings.find(({ code }) => code === 'W-IMP-05')?.message).toContain('缺少“身份证号”列；是否指“身份正号”')
  })

  it('follows a mapping by hand, by heading or letter, and refuses one that names nothing', () => {
    const table = tableOf([
      ['单位', '怎么了', '钱', '违规行为'],
      ['甲', '乙', 3, '丁'],
    ])
    const list = listOf(table, {
      given: new Map([
        ['怎么了', 'behaviour'],
        ['C', 'amountFen'],
      ]),
    })
    expect(list.accepted[0]).toMatchObject({ institutionName: '甲', behaviour: '乙', amountFen: '300', extra: { 违规行为: '丁' } })
    expect(failureOf(table, { given: new Map([['不存在', 'note']]) })).toMatchObject({ code: 'E-IMP-09', detail: { column: '不存在' } })
  })

  it('cannot be used to reach into objects', () => {
    const list = listOf(
      tableOf([
        ['机构名称', '违规行为', '__proto__', 'constructor'],
        ['甲', '乙', 'polluted', 'x'],
      ]),
    )
    expect(JSON.parse(JSON.stringify(list.accepted[0]?.extra))).toEqual(JSON.parse('{"__proto__":"polluted","constructor":"x"}'))
    expect({}).not.toHaveProperty('polluted')
  })
})
