import type { SheetKind } from '#domain/document/sheet-kinds'
import { examplesOfReporters } from './examples-of-reporters'
import type { FormSheet } from './form-sheet'
import { type CheckToPrint, type DrawToPrint, drawRecord, recheckRecord } from './of-checks'
import { type FilingToPrint, inspectionNotice, inspectionReport, refundReceipt } from './of-filings'
import { detailConfirmation, institutionStatement } from './of-institutions'
import { type LeadToPrint, leadFeedback, leadRegister } from './of-leads'
import { bulletinApproval, handBackReceipt, taskLedger } from './of-matters'

const printedOn = '2026-07-20'
const at = (minute: string) => new Date(`${minute}:00+08:00`)
const on = (day: string) => new Date(`${day}T00:00:00Z`)
const bureau = '示例县医疗保障局'
const hospital = { name: '示例县清溪医院', code: 'H37089900017' }
const campaign = { name: '2026年医保基金违法违规问题专项整治', number: 'ZX-370000-2026-000001' }

const item = { basis: '《医疗保障基金使用监督管理条例》第三十八条第三项', former: false }
const filing: FilingToPrint = {
  number: 'ZC-370899-2026-000008',
  bureau,
  institutionName: hospital.name,
  institution: { code: hospital.code, kind: 'hospital', level: 'secondary' },
  campaign,
  checklist: { name: '骨科、血液净化、心血管内科问题清单', year: 2026, versionNo: 2 },
  lookBackFrom: on('2021-05-01'),
  dueOn: on('2026-05-31'),
  submittedAt: at('2026-05-28 16:20'),
  submittedByName: '孙敏',
  receiptNumber: 'HZ-370899-2026-000008',
  reviewedAt: at('2026-06-02 09:10'),
  reviewedByName: '张敏',
  attestation: '本机构已对照清单逐条自查，填报内容真实、完整，愿承担相应责任。',
  state: 'accepted',
  items: [
    {
      ...{ ...item, code: 'GK-01', text: '重复收取关节镜手术费', violationType: '重复收费', evidenceHint: '手术记录、费用清单' },
      answer: { answer: 'found', reason: '' },
      findings: [
        {
          ...{ behaviour: '骨科关节镜手术同时收取探查费', peopleCount: 36, periodFrom: '2025-01-01', periodTo: '2026-03-31' },
          ...{ billedFen: 9800000n, irregularFen: 8600000n, fundLossFen: 7120000n, cause: '收费项目对照错误' },
          ...{ remedy: '修正收费字典，停收探查费', remedyDueOn: '2026-06-30' },
          refunds: [
            {
              ...{ ledger: 'fundRefund', amountFen: 5000000n, paidOn: '2026-05-27', voucherNumber: 'PZ20260527001', state: 'confirmed' },
              confirmedAt: at('2026-06-01 10:00'),
            },
            {
              ...{
                ledger: 'agreementRecovery',
                amountFen: 2120000n,
                paidOn: '2026-06-10',
                voucherNumber: 'PZ20260610007',
                state: 'declared',
              },
              confirmedAt: null,
            },
          ],
        },
      ],
    },
    {
      ...{ ...item, code: 'XJ-02', text: '血液透析超频次收费', violationType: '超标准收费', evidenceHint: '' },
      answer: { answer: 'notApplicable', reason: '未开展血液透析' },
      findings: [],
    },
  ],
  totals: {
    ...{ findings: 1, peopleCount: 36, billedFen: 9800000n, irregularFen: 8600000n, fundLossFen: 7120000n },
    byLedger: {
      fundRefund: { declaredFen: 5000000n, confirmedFen: 5000000n, outstandingFen: 0n },
      agreementRecovery: { declaredFen: 2120000n, confirmedFen: 0n, outstandingFen: 2120000n },
    },
  },
}

const check: CheckToPrint = {
  draw: { number: 'CC-370899-2026-000002', purpose: 'filingReview', agency: { name: bureau } },
  filing: { number: filing.number, institutionName: hospital.name, institution: hospital, campaign },
  present: [{ userName: '张敏' }, { userName: '李强' }],
  ...{ result: 'discrepancy', discrepancyFen: 1240000n, firstName: '张敏', firstSignedAt: at('2026-07-08 15:02') },
  ...{ secondName: '李强', checkedAt: at('2026-07-08 16:40') },
  items: [
    {
      ...{ code: 'GK-01', text: '重复收取关节镜手术费', declaredFen: 7120000n, answer: { answer: 'found' } },
      line: { result: 'underDeclared', differenceFen: 1240000n, note: '抽查病历40份，另有6例未报。', dispute: { state: 'stands' } },
    },
    {
      ...{ code: 'XJ-02', text: '血液透析超频次收费', declaredFen: 0n, answer: { answer: 'notApplicable' } },
      line: { result: 'agrees', differenceFen: null, note: '', dispute: null },
    },
  ],
}

const draw: DrawToPrint = {
  ...{
    number: 'CC-370899-2026-000002',
    agency: { name: bureau },
    campaign,
    purpose: 'filingReview',
    round: 2,
    reason: '首次抽取后新增报送12份',
  },
  ...{
    method: 'stratifiedByRegion',
    size: 2,
    population: 48,
    passedOver: 1,
    sourceName: '中国福利彩票双色球开奖号码',
    sourceOn: on('2026-06-25'),
  },
  ...{ sourceValue: '03 08 15 21 27 32 + 11', announcedByName: '周文', announcedAt: at('2026-06-20 09:00') },
  ...{ drawnByName: '张敏', drawnAt: at('2026-06-26 08:40'), checkedByName: '李强', checkedAt: at('2026-06-26 09:05') },
  ...{ givenUpByName: null, givenUpAt: null, givenUpReason: null, weightsHash: null },
  populationHash: '9f2c5d1e8a7b40639f2c5d1e8a7b40639f2c5d1e8a7b40639f2c5d1e8a7b4063',
  seed: 'ZX-370000-2026-000001|filingReview|2|stratifiedByRegion|2|9f2c5d1e|中国福利彩票双色球开奖号码|2026-06-25|3|8|15|21|27|32|11',
  items: [
    {
      ...{ position: 1, institutionName: hospital.name, filingNumber: filing.number, regionName: '示例县', result: 'discrepancy' },
      inspectors: check.present,
    },
    {
      ...{ position: 2, institutionName: '示例县康宁药店', filingNumber: 'ZC-370899-2026-000021', regionName: '示例县', result: 'pending' },
      inspectors: [],
    },
  ],
}

const lead: LeadToPrint = {
  ...{ number: 'XS-370899-2026-000017', agency: { name: bureau }, campaign, source: 'province', sourceNumber: 'SJ-0017' },
  ...{ batchNumber: 'PC-370000-2026-000007', institutionName: hospital.name, institution: hospital, behaviour: '住院期间门诊重复结算' },
  ...{ amountFen: 71200000n, settledOn: on('2026-03-28'), risk: 'high', repeatCount: 2, dueOn: on('2026-07-24') },
  ...{ assignedAt: at('2026-07-03 10:00'), handlerName: '张敏', modelCode: 'M08', modelVersion: '3' },
  ...{
    clause: '《医疗保障基金使用监督管理条例》第三十八条第三项',
    state: 'concluded',
    conclusion: 'partlySubstantiated',
    returnReason: null,
  },
  verifications: [
    {
      ...{ round: 1, conclusion: 'partlySubstantiated', billedFen: 71200000n, irregularFen: 65000000n, fundLossFen: 52000000n },
      ...{
        peopleCount: 31,
        method: '查阅病历和费用清单；数据比对',
        account: '抽查36人次，31人次住院期间另有门诊结算。\n其余5人次为出院当日购药。',
      },
      ...{ handlerName: '张敏', submittedAt: at('2026-07-14 17:30'), reviewerName: '李强', agreed: true, reviewNote: '事实清楚。' },
      ...{ reviewedAt: at('2026-07-15 09:20'), mergedInto: null },
    },
  ],
  attachments: [{ title: '住院病历复印件31份', addedAt: at('2026-07-14 17:25') }],
  cases: [{ number: 'AJ-370899-2026-000003' }],
  rowCount: 2,
}

/** An invented example of every form, for its test. */
export const sheetExamples: Record<SheetKind, FormSheet> = {
  taskLedger: taskLedger(
    {
      ...{ name: campaign.name, documentNumber: '示医保发〔2026〕9号', agency: { name: '示例市医疗保障局' } },
      duties: [
        {
          ...{
            number: '（一）',
            title: '开展自查自纠',
            text: '督促定点机构对照问题清单全面排查。',
            dueText: '2026年5月底前',
            dueOn: '2026-05-31',
          },
          assigned: [
            {
              ...{ agencyName: bureau, department: 'MI', part: 'lead', state: 'done', dueOn: '2026-05-31' },
              ...{ progress: '48家全部报送。', proofs: ['自查自纠情况汇总表'] },
            },
            {
              ...{ agencyName: '示例县卫生健康局', department: 'HC', part: 'cooperate', state: 'inProgress', dueOn: '2026-05-31' },
              ...{ progress: '', proofs: [] },
            },
          ],
        },
      ],
    },
    printedOn,
  ),
  inspectionNotice: inspectionNotice(filing, printedOn),
  inspectionReport: inspectionReport(filing, printedOn),
  refundReceipt: refundReceipt(filing, printedOn),
  recheckRecord: recheckRecord(check, printedOn),
  drawRecord: drawRecord(draw, printedOn),
  bulletinApproval: bulletinApproval(
    {
      ...{
        title: '关于2026年专项整治自查自纠情况的通报',
        state: 'issued',
        documentNumber: '示医保发〔2026〕15号',
        agency: { name: bureau },
      },
      ...{
        asOfOn: '2026-06-30',
        draftedByName: '周文',
        draftedAt: at('2026-07-01 09:00'),
        issuedByName: '刘洋',
        issuedAt: at('2026-07-02 10:00'),
      },
      sentTo: 48,
      content: {
        campaignName: campaign.name,
        figures: [{ measure: 'findings', value: '36' }],
        ...{ situation: '重复收费问题较集中。', requirement: '各机构于7月底前完成整改。' },
        named: [
          {
            ...{ institutionId: '018f0000-0000-7000-8000-000000000001', name: hospital.name, findings: 1, fundLossFen: '7120000' },
            reason: '复查发现少报。',
          },
        ],
      },
    },
    printedOn,
  ),
  leadRegister: leadRegister(lead, printedOn),
  leadFeedback: leadFeedback(lead, printedOn),
  detailConfirmation: detailConfirmation(
    {
      ...lead,
      tables: [
        {
          name: '门诊结算',
          columns: ['psn_name', 'setl_time', 'det_item_fee_sumamt'],
          rows: [
            { key: 'S20260328001', cells: ['孙*', '2026-03-28 10:12', 128.5] },
            { key: 'S20260328002', cells: ['李*', '2026-03-28 11:40', 86] },
          ],
        },
      ],
    },
    printedOn,
  ),
  institutionStatement: institutionStatement(
    {
      ...{ leadNumber: lead.number, agencyName: bureau, institution: hospital, question: '请说明住院期间门诊结算的原因。' },
      ...{ askedAt: at('2026-07-05 09:00'), dueAt: at('2026-07-13 00:00'), answeredByName: '孙敏', answeredAt: at('2026-07-09 14:30') },
      answer: '部分患者出院当日在门诊取药。\n其余为系统上传延迟，已整改。',
      ...{ toldConclusion: 'partlySubstantiated', toldAt: at('2026-07-15 09:20') },
      ...{ objection: '5人次不应计入。', objectedByName: '孙敏', objectedAt: at('2026-07-16 09:00') },
      ...{ decision: 'upheld', decisionReason: '5人次未计入认定金额。', decidedAt: at('2026-07-18 16:00') },
      files: [{ title: '门诊取药记录' }],
    },
    printedOn,
  ),
  handBackReceipt: handBackReceipt(
    {
      ...{ number: 'YS-370899-2026-000011', title: '清溪医院虚构医药服务项目案', summary: '检察机关不起诉，建议依法给予行政处罚。' },
      ...{ senderAgencyName: '示例县人民检察院', receiverAgencyName: bureau, deliveredAt: at('2026-07-10 09:00') },
      ...{ receivedByName: '张敏', receivedAt: at('2026-07-10 15:00'), answerBy: '2026-08-09', outcomeNumber: null, outcomeReason: null },
      ...{ origin: { number: 'YS-370899-2026-000004' }, openedLead: null },
      case: { number: 'AJ-370899-2026-000003', partyName: hospital.name },
      materials: [{ title: '不起诉决定书' }, { title: '检察意见书' }],
    },
    printedOn,
  ),
  ...examplesOfReporters,
}
