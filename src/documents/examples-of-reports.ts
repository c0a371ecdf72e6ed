import { type MetricId, metrics } from '#domain/summary/metrics'
import { reportFigure } from './figure'
import type { Bulletin } from './templates/bulletin'
import type { SummaryReport } from './templates/summary-report'

const asOf = new Date('2026-12-10T10:00:00Z')
/** Stands for the hash of the rows counted. */
const rowSetHash = (digit: number) => String(digit).repeat(64)

const counted = (id: MetricId, value: bigint, rowCount: number, key: string = id) =>
  reportFigure(metrics[id], { key, value, asOf, rowCount, rowSetHash: rowSetHash(rowCount % 10) })

const figures: SummaryReport['figures'] = [
  counted('leadsIssued', 4812n, 4812),
  {
    key: 'leadsConcludedShare',
    metricId: 'leadsConcluded/leadsIssued',
    metricVersion: 1,
    name: '线索核查率',
    wording: '已形成经复核的核查结论的线索占疑点线索总数的比例。',
    value: '9912',
    format: 'basisPoint',
    unit: '%',
    asOf: asOf.toISOString(),
    rowCount: 4812,
    rowSetHash: rowSetHash(2),
  },
  counted('refundsConfirmed', 341_260_000n, 1204),
  counted('casesFiled', 186n, 186),
  counted('referralsPolice', 41n, 41),
  counted('findings', 312n, 312, 'findings.orthopaedics'),
  counted('findings', 128n, 128, 'findings.haemodialysis'),
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
            { figure: 'leadsIssued' },
            { text: '，核查率' },
            { figure: 'leadsConcludedShare' },
            { text: '；立案' },
            { figure: 'casesFiled' },
            { text: '，移送公安机关' },
            { figure: 'referralsPolice' },
            { text: '。' },
          ],
        },
        { kind: 'subheading', text: '基金追回' },
        { kind: 'paragraph', runs: [{ text: '自查自纠主动退回基金' }, { figure: 'refundsConfirmed' }, { text: '。' }] },
        {
          kind: 'table',
          title: '重点领域发现问题情况',
          columns: [
            { title: '领域', share: 2 },
            { title: '发现问题（条）', share: 1, align: 'right' },
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

export const bulletinExample: Bulletin = {
  organ: '示例市医疗保障局',
  documentNumber: '示医保通〔2026〕3号',
  addressee: '各定点医药机构',
  datedOn: '2026-09-20',
  subject: '关于2026年自查自纠情况的通报',
  campaign: '2026年医保基金违法违规问题专项整治',
  asOfOn: '2026-09-15',
  figures: [
    { name: '应报家数', value: '1280', unit: 'count', counted: '家' },
    { name: '已报家数', value: '1203', unit: 'count', counted: '家' },
    { name: '退回到账', value: '315602055', unit: 'fen', counted: '' },
  ],
  situation: '多数机构能够逐项对照问题清单自查，少数机构零报告过多。',
  requirement: '尚未报送的机构应于9月30日前补报；已报送的机构应抓紧整改，退回资金及时到账。',
  named: [{ institution: '示例县清溪医院', findings: 6, fundLossFen: '12600050', reason: '同类问题连续两年出现' }],
}
