import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { normalisePlanText } from './normalise'
import { parsePlan } from './parse-plan'
import type { Plan } from './plan'

function read(text: string): Plan {
  const result = parsePlan(text)
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value
}

const seed = (name: string) => readFileSync(new URL(`../../../tests/fixtures/plans/${name}.txt`, import.meta.url), 'utf8')

const countyPlan = `某湖县医疗保障局文件

某湖医保发[2025]3号

某湖县医疗保障局 某湖县人民法院 某湖县公安局
关于印发《某湖县2025年医保基金管理突出问题专项整治工作方案》的通知

各镇（街道）人民政府（办事处），县直有关部门，各定点医药机构：

现将《某湖县2025年医保基金管理突出问题专项整治工作方案》印发给你们，请认真贯彻执行。

某湖县医疗保障局　　某湖县人民法院
某 湖 县 公 安 局
二〇二五年四月八日

某湖县2025年医保基金管理突出问题专项整治工作方案

根据《某州市医疗保障局关于开展专项整治工作的通知》（某医保发〔2025〕6号）和《医疗保障基金使用监督管理条例》（以下简称《条例》）要求，制定本方案。

一、指导思想
维护基金安全。

二、整治重点
1．聚焦欺诈骗保。重点打击虚假诊疗。
2．聚焦重点领域。聚焦骨科、心血管内科、血液净化、康复、医学影像、临床检验、肿瘤、麻醉、重症医学等九个重点领域，全面排查。
3．聚焦倒卖“回流药”。依据《条例》，严查药店。

三、部门职责
（一）县医保局：牵头开展专项整治。
（二）县人民法院：依法审理欺诈骗保犯罪案件。
（三）县公安局：严厉打击欺诈骗保犯罪。
（四）县市场监管局：查处价格违法行为。

四、实施步骤
第一阶段：动员部署（2025年4月15日前）。召开动员会议。
第二阶段：自查自纠（4月16日至5月31日）。机构自查，5月下旬报送自查报告。
第三阶段：集中整治（6月—10月底）。开展现场检查。
第四阶段：总结阶段（次年1月上旬）。总结上报。

五、保障措施
（一）加强组织领导。成立领导小组。
（二）严明工作纪律。严禁泄露举报人信息。

附件：1.领导小组成员名单
      2.问题清单

附件1
领导小组成员名单
组长：略
`

describe('a county plan in other words', () => {
  const plan = read(countyPlan)

  it('has its head read, brackets and Chinese date included', () => {
    expect(plan).toMatchObject({
      title: '某湖县医疗保障局 某湖县人民法院 某湖县公安局关于印发《某湖县2025年医保基金管理突出问题专项整治工作方案》的通知',
      documentNumber: '某湖医保发〔2025〕3号',
      issuedOn: '2025-04-08',
      year: 2025,
      kind: 'campaign',
      regionName: '某湖县',
    })
    expect(plan.issuers.map(({ name, department }) => [name, department])).toEqual([
      ['某湖县医疗保障局', 'MI'],
      ['某湖县人民法院', 'CT'],
      ['某湖县公安局', 'PS'],
    ])
    expect(plan.recipients.map(({ name }) => name)).toEqual(['各镇（街道）人民政府（办事处）', '县直有关部门', '各定点医药机构'])
  })

  it('has its body read, whatever its parts are called', () => {
    expect(plan.cited).toEqual([
      { documentNumber: '某医保发〔2025〕6号', title: '某州市医疗保障局关于开展专项整治工作的通知' },
      { documentNumber: null, title: '医疗保障基金使用监督管理条例' },
    ])
    expect(plan.focuses.map(({ title }) => title)).toEqual(['聚焦欺诈骗保', '聚焦重点领域', '聚焦倒卖“回流药”'])
    expect(plan.fields).toEqual(['orthopaedics', 'cardiology', 'haemodialysis', 'rehabilitation', 'imaging', 'laboratory'])
    expect(plan.unknownFields).toEqual(['肿瘤', '麻醉', '重症医学'])
    expect(plan.duties.map(({ department }) => department)).toEqual(['MI', 'CT', 'PS', 'MR'])
    expect(plan.stages.map(({ kind, title, dueOn }) => [kind, title, dueOn])).toEqual([
      ['launch', '动员部署', '2025-04-15'],
      ['selfInspection', '自查自纠', '2025-05-31'],
      ['rectification', '集中整治', '2025-10-31'],
      ['summary', '总结阶段', '2026-01-10'],
    ])
    expect(plan.requirements).toHaveLength(2)
    expect(plan.annexes).toEqual([
      { title: '领导小组成员名单', text: '组长：略' },
      { title: '问题清单', text: '' },
    ])
  })

  it('says what is missing or needs a person', () => {
    expect(plan.warnings).toEqual([
      '原文未单列工作举措。',
      '重点领域“肿瘤、麻醉、重症医学”没有对应的问题清单，请人工确认。',
      '附件“问题清单”只有名称，正文中没有内容。',
    ])
  })
})

const cityNotice = `关于开展全市医疗保障领域违法违规行为专项治理的通知
某医保〔2026〕12号
各县市区医疗保障局、公安局、卫生健康局，园区社会发展局：
  按照某省医疗保障局《关于开展2026年专项治理的通知》(某医保发【2026】7号)以及某医保规〔2025〕3号文件精神，现将有关事项通知如下：
  一、总体目标
  切实维护基金安全。
  二、治理内容
  (一)虚假住院。严查挂床住院。
  (二)重点领域。对骨科、血液透析、心内科、检查检验、康复等领域开展排查。
  三、工作任务
  (一)开展自查。牵头单位：市医保局；配合单位：市卫生健康委、市公安局。
  (二)联合检查。开展联合检查。（牵头单位：市医保局，配合单位：市公安局）
  (三)规范诊疗。完善规范。（卫生健康、医疗保障等部门按职责分工负责）
  四、时间安排
  (一)宣传发动阶段（2026年3月底前）：制定方案，广泛宣传。
  (二)自查整改阶段：2026年4月1日至6月30日，机构自查。
  (三)检查处理阶段。7月至11月中旬开展检查。
  (四)总结提升阶段。总结经验。（年底前完成）
  五、工作要求
  (一)提高认识，加强领导。各地要高度重视。
  联系人：某某，电话：0000
                               某阳市医疗保障局
                               某阳市公安局
                               某阳市卫生健康委员会
                               2026年3月9日
`

describe('a notice that is itself the plan, signed at its end', () => {
  const plan = read(cityNotice)

  it('has its head read from both ends', () => {
    expect(plan).toMatchObject({ documentNumber: '某医保〔2026〕12号', issuedOn: '2026-03-09', year: 2026, regionName: '某阳市' })
    expect(plan.issuers.map(({ department }) => department)).toEqual(['MI', 'PS', 'HC'])
    expect(plan.recipients.map(({ name }) => name)).toEqual([
      '各县市区医疗保障局',
      '各县市区公安局',
      '各县市区卫生健康局',
      '园区社会发展局',
    ])
    expect(plan.cited).toEqual([
      { documentNumber: '某医保发〔2026〕7号', title: '关于开展2026年专项治理的通知' },
      { documentNumber: '某医保规〔2025〕3号', title: null },
    ])
  })

  it('has leading and cooperating units told apart', () => {
    expect(plan.measures.map(({ leadUnit, units }) => [leadUnit, units])).toEqual([
      ['市医保局', ['市医保局', '市卫生健康委', '市公安局']],
      ['市医保局', ['市医保局', '市公安局']],
      [null, ['卫生健康部门', '医疗保障部门']],
    ])
  })

  it('has deadlines found wherever they stand', () => {
    expect(plan.stages.map(({ kind, dueText, dueOn }) => [kind, dueText, dueOn])).toEqual([
      ['launch', '2026年3月底前', '2026-03-31'],
      ['selfInspection', '2026年4月1日至6月30日', '2026-06-30'],
      ['rectification', '7月至11月中旬', '2026-11-20'],
      ['summary', '年底前完成', '2026-12-31'],
    ])
    expect(plan.fields).toEqual(['orthopaedics', 'haemodialysis', 'cardiology', 'imaging', 'laboratory', 'rehabilitation'])
  })
})

describe('duties in other forms', () => {
  const duties = (section: string) => {
    const plan = read(
      `专项整治工作方案\n一、工作重点\n（一）甲事。做甲。\n（二）乙事。做乙。\n二、职责分工\n${section}\n三、工作要求\n要落实。`,
    )
    return plan.duties.map(({ department, text }) => `${department} ${text}`)
  }
  it.each([
    [
      '（一）县医保局负责牵头开展专项整治。加强督导。\n（二）县公安局负责打击犯罪。',
      ['MI 县医保局负责牵头开展专项整治。加强督导。', 'PS 县公安局负责打击犯罪。'],
    ],
    [
      '1.医疗保障部门：牵头整治。\n2.公安机关：打击犯罪。\n3.财政、审计部门：监督资金。',
      ['MI 牵头整治。', 'PS 打击犯罪。', 'FI 监督资金。', 'AU 监督资金。'],
    ],
    ['医保部门负责牵头；公安机关负责侦办；各部门要配合。', ['MI 医保部门负责牵头；', 'PS 公安机关负责侦办；']],
    ['（一）医疗保障部门。负责牵头。\n（二）纪检监察机关。查处腐败。', ['MI 负责牵头。', 'DI 查处腐败。']],
  ])('%s', (section, expected) => {
    expect(duties(section)).toEqual(expected)
  })
})

describe('the same plan in another form', () => {
  const plain = (plan: Plan) => {
    const { evidence: _evidence, text: _text, ...fields } = plan
    return JSON.parse(JSON.stringify(fields).replace(/\s/g, '').replace(/（/g, '(').replace(/）/g, ')'))
  }
  const wrapped = (text: string, width: number, gap: string) =>
    text
      .split('\n')
      .flatMap((line) => (/^(?:序号|\d+ |http)|^[^。：]{0,24}$/.test(line) ? [line] : (line.match(new RegExp(`.{1,${width}}`, 'g')) ?? [])))
      .join(gap)
  const forms: [string, (text: string) => string][] = [
    ['without line breaks in sentences', normalisePlanText],
    ['with Windows line ends', (text) => text.replace(/\n/g, '\r\n')],
    ['in half-width brackets', (text) => normalisePlanText(text).replace(/（/g, '(').replace(/）/g, ')')],
    ['in full-width brackets', (text) => normalisePlanText(text).replace(/\(/g, '（').replace(/\)/g, '）')],
    ['with years in square brackets', (text) => normalisePlanText(text).replace(/〔/g, '[').replace(/〕/g, ']')],
    ['with every paragraph indented', (text) => normalisePlanText(text).replace(/^/gm, '　　')],
    ['wrapped at 30', (text) => wrapped(normalisePlanText(text), 30, '\n')],
    ['wrapped at 40 with blank lines between', (text) => wrapped(normalisePlanText(text), 40, '\n\n')],
    [
      'with running page numbers',
      (text) =>
        text
          .split('\n\n')
          .map((block, at) => (at % 25 === 24 ? `${block}\n\n— ${at} —` : block))
          .join('\n\n'),
    ],
  ]
  it.each(forms.flatMap(([form, change]) => ['fj24', 'jn24', 'jn23', 'wh24', 'jl24'].map((name) => [name, form, change] as const)))(
    '%s %s',
    (name, _form, change) => {
      expect(plain(read(change(seed(name))))).toEqual(plain(read(seed(name))))
    },
  )
})
