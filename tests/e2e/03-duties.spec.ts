import { expect, test } from '@playwright/test'
import { cityHandler, launchedCampaign, personAt } from '../support/campaign-story'

const others = ['法院', '检察院', '公安', '财政', '卫健']
const officers = [
  ['jining-ct-officer', '法院', '人民法院负责审理各类欺诈骗保犯罪案件'],
  ['jining-pr-officer', '检察院', '检察机关负责依法审查逮捕、审查起诉医保骗保犯罪案件'],
  ['jining-ps-officer', '公安', '公安部门负责严厉打击各类欺诈骗保犯罪行为'],
  ['jining-fi-officer', '财政', '财政部门根据职责对医保基金使用管理情况实施监督'],
  ['jining-hc-officer', '卫健', '卫生健康部门负责加强医疗机构监管'],
] as const

test('the officers of six departments each see their own duties; the police report on theirs and strike it off', async ({ browser }) => {
  test.slow()
  const address = await launchedCampaign(browser)
  const city = await personAt(browser, cityHandler)
  await city.goto(`${address}/duties`)
  const matrix = city.getByRole('table', { name: '责任分工矩阵' })
  for (const name of ['医保', ...others]) await expect(matrix.getByRole('columnheader', { name, exact: true })).toBeVisible()
  await expect(matrix.getByRole('row', { name: /\(三\)坚持部门协同，发挥监管合力/ }).getByRole('img', { name: '配合' })).toHaveCount(5)

  for (const [login, department, duty] of officers) {
    const officer = await personAt(browser, { login })
    await officer.goto(`${address}/duties`)
    const own = officer.getByRole('table', { name: '责任分工矩阵' })
    await expect(own.getByRole('rowheader', { name: duty })).toBeVisible()
    await expect(own.getByRole('columnheader', { name: department, exact: true })).toBeVisible()
    for (const other of ['医保', ...others].filter((name) => name !== department))
      await expect(own.getByRole('columnheader', { name: other, exact: true })).toHaveCount(0)
    await expect(own.getByRole('row')).toHaveCount(3) // the head, its own duty, measure (三)
    await officer.context().close()
  }

  const police = await personAt(browser, { login: 'jining-ps-officer' })
  await police.goto(`${address}/duties`)
  await police
    .getByRole('row', { name: /公安部门负责严厉打击/ })
    .getByRole('link')
    .click()
  await expect(police.getByText('2024-11-30').first()).toBeVisible()
  await police.waitForLoadState('networkidle')
  const own = police.getByRole('region', { name: '济宁市公安局', exact: true })
  await own.getByRole('button', { name: '确定责任人' }).click()
  await expect(police.getByRole('row', { name: /^济宁市公安局 / }).getByText('未明确')).toHaveCount(0)
  await own.getByLabel('办理情况').fill('已接收移交线索三件，立案一件。')
  await own.getByRole('button', { name: '报送进展' }).click()
  await expect(police.getByRole('row', { name: /^济宁市公安局 / }).getByText('办理中')).toBeVisible()
  await own.getByLabel('办理情况').fill('移交线索已全部办结，立案一件，退回二件。')
  await own.getByRole('button', { name: '办结销号' }).click()
  await expect(police.getByRole('row', { name: /^济宁市公安局 / }).getByText('已销号')).toBeVisible()

  await city.goto(`${address}/duties`)
  await expect(city.getByRole('row', { name: /公安部门负责严厉打击/ }).getByText('办理中 1/12')).toBeVisible()
  await city
    .getByRole('row', { name: /公安部门负责严厉打击/ })
    .getByRole('link')
    .click()
  await expect(city.getByRole('row', { name: /^济宁市公安局 / }).getByText('移交线索已全部办结，立案一件，退回二件。')).toBeVisible()
  await expect(city.getByRole('button', { name: '办结销号' })).toHaveCount(0)
})

test('what a meeting decides is a duty of the agency it names', async ({ browser }) => {
  const address = await launchedCampaign(browser)
  const city = await personAt(browser, cityHandler)
  await city.goto(`${address}/meetings?edit=meeting`)
  await city.waitForLoadState('networkidle')
  await city.getByLabel('会议名称').fill('专项整治启动部署会议')
  await city.getByLabel('召开日期').fill('2024-05-22')
  await city.getByLabel('议程').fill('一、通报上年情况；二、部署自查自纠。')
  await city.getByLabel('济宁市财政局到会').uncheck()
  await city.getByLabel('第 1 项事项').fill('财政部门于六月底前确定票据查验联络人')
  await city.getByLabel('第 1 项承办单位').selectOption({ label: '济宁市财政局' })
  await city.getByLabel('第 1 项完成期限').fill('2024-06-30')
  await city.getByRole('button', { name: '保存会议记录' }).click()
  await expect(city.getByText('到会 5/6 家')).toBeVisible()
  await expect(city.getByText('财政部门于六月底前确定票据查验联络人（济宁市财政局，2024-06-30 前）')).toBeVisible()

  const finance = await personAt(browser, { login: 'jining-fi-officer' })
  await finance.goto(`${address}/duties`)
  await expect(finance.getByRole('rowheader', { name: '财政部门于六月底前确定票据查验联络人' })).toBeVisible()
  await finance.getByRole('link', { name: '议定事项' }).click()
  const line = finance.getByRole('row', { name: /财政部门于六月底前确定票据查验联络人/ })
  await expect(line.getByText('未开始')).toBeVisible()
  await expect(line.getByText('专项整治启动部署会议 2024-05-22')).toBeVisible()
  const court = await personAt(browser, { login: 'jining-ct-officer' })
  await court.goto(`${address}/duties`)
  await expect(court.getByRole('rowheader', { name: '人民法院负责审理各类欺诈骗保犯罪案件' })).toBeVisible()
  await expect(court.getByRole('rowheader', { name: '财政部门于六月底前确定票据查验联络人' })).toHaveCount(0)
})

test('a meeting is called, answered by each agency, and its minutes are kept afterwards', async ({ browser }) => {
  const address = await launchedCampaign(browser)
  const city = await personAt(browser, cityHandler)
  await city.goto(`${address}/meetings?edit=call`)
  await city.waitForLoadState('networkidle')
  await city.getByLabel('会议名称').fill('六部门联席会议')
  await city.getByLabel('召开日期').fill('2024-06-12')
  await city.getByLabel('时间', { exact: true }).fill('14:30')
  await city.getByLabel('地点').fill('市医保局三楼会议室')
  await city.getByLabel('议程').fill('研究疑难案件。')
  await city.getByRole('button', { name: '发出会议通知' }).click()
  await expect(city.getByText('已答复 0/6 家')).toBeVisible()

  const finance = await personAt(browser, { login: 'jining-fi-officer' })
  await finance.goto(`${address}/meetings`)
  await finance.waitForLoadState('networkidle')
  await finance.getByLabel('参会人').fill('吴科长')
  await finance.getByRole('button', { name: '答复' }).click()
  await expect(finance.getByText('济宁市财政局　吴科长　参会')).toBeVisible()

  await city.reload()
  await city.getByRole('link', { name: '记录纪要' }).click()
  await city.waitForLoadState('networkidle')
  await city.getByLabel('纪要').fill('各部门通报进展。')
  await city.getByLabel('第 1 项事项').fill('财政部门每月核对罚没收入入库情况')
  await city.getByLabel('第 1 项承办单位').selectOption({ label: '济宁市财政局' })
  await city.getByRole('button', { name: '保存纪要' }).click()
  await expect(city.getByText('财政部门每月核对罚没收入入库情况（济宁市财政局）')).toBeVisible()
})

test('a hospital finds none of it', async ({ browser }) => {
  const hospital = await personAt(browser, { login: 'hospital-a' })
  await hospital.goto('/campaigns')
  await expect(hospital.getByText('还没有可查看的专项整治。')).toBeVisible()
})
