import type { SummaryReport } from './templates/summary-report'

type Figures = SummaryReport['figures']

const hash = (digit: string) => digit.repeat(64)
const figure = (
  key: string,
  name: string,
  wording: string,
  value: string,
  [format, unit]: [Figures[number]['format'], string],
  rowCount: number,
): Figures[number] => ({
  key,
  metricId: key,
  metricVersion: 1,
  name,
  wording,
  value,
  format,
  unit,
  asOf: '2026-12-10T10:00:00Z',
  rowCount,
  rowSetHash: hash(String(rowCount % 10)),
})

const figures: Figures = [
  figure('leads.issued', '下发线索', '本年度专项整治下发至本市的疑点线索，逐条计', '4812', ['count', '条'], 4812),
  figure('leads.verifiedShare', '线索核查率', '已有核查结论的线索占下发线索的比例', '9912', ['basisPoint', '%'], 4812),
  figure('refunds.selfInspection', '自查自纠主动退回', '自查自纠退回并到账的基金，按到账日计', '341260000', ['fen', '万元'], 1204),
  figure('cases.filed', '立案', '批准立案的案件，按立案日计', '186', ['count', '件'], 186),
  figure('referrals.police', '移送公安机关', '送达公安机关的移送，按送达日计', '41', ['count', '件'], 41),
  figure('findings.orthopaedics', '骨科发现问题', '骨科领域自查和复查发现的问题，逐项计', '312', ['count', '项'], 312),
  figure('findings.haemodialysis', '血液净化发现问题', '血液净化领域自查和复查发现的问题，逐项计', '128', ['count', '项'], 128),
]

export const summaryReportExample: SummaryReport = {
  title: ['关于2026年医保基金违法违规问题', '专项整治工作情况的报告'],
  organs: ['示例市医疗保障局'],
  addressee: '示例省医疗保障局',
  sections: [
    {
      title: '部署落实情况',
      blocks: [
        {
          kind: 'paragraph',
          runs: [{ text: '全市成立由六部门组成的领导小组，印发工作方案，召开推进会议，逐级压实“管行业必须管监管”的责任。' }],
        },
      ],
    },
    {
      title: '总体成效',
      blocks: [
        { kind: 'subheading', text: '线索核查' },
        {
          kind: 'paragraph',
          runs: [
            { text: '全年下发线索' },
            { figure: 'leads.issued' },
            { text: '，核查率' },
            { figure: 'leads.verifiedShare' },
            { text: '；立案' },
            { figure: 'cases.filed' },
            { text: '，移送公安机关' },
            { figure: 'referrals.police' },
            { text: '。' },
          ],
        },
        { kind: 'subheading', text: '基金追回' },
        { kind: 'paragraph', runs: [{ text: '自查自纠主动退回基金' }, { figure: 'refunds.selfInspection' }, { text: '。' }] },
        {
          kind: 'table',
          title: '重点领域发现问题情况',
          columns: [
            { title: '领域', share: 2 },
            { title: '发现问题（项）', share: 1, align: 'right' },
          ],
          rows: [
            [[{ text: '骨科' }], [{ figure: 'findings.orthopaedics', digits: true }]],
            [[{ text: '血液净化' }], [{ figure: 'findings.haemodialysis', digits: true }]],
          ],
        },
      ],
    },
    {
      title: '问题和下一步打算',
      blocks: [{ kind: 'paragraph', runs: [{ text: '基层核查力量仍然不足。下一步将完善问题清单，推动常态化监管。' }] }],
    },
  ],
  figures,
  signed: { documentNumber: '示医保发〔2026〕45号', signerName: '刘洋', signedOn: '2026-12-11' },
  copyTo: ['示例市纪委监委驻市卫生健康委纪检监察组'],
  datedOn: '2026-12-10',
}
