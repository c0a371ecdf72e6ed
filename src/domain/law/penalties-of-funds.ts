import { basis } from './law'
import type { Penalty } from './penalty'

const serviceOfDepartment = { of: '责任部门涉及基金使用的医药服务', minMonths: 6, maxMonths: 12 }
const networkedSettlement = { of: '参保人员医疗费用联网结算', minMonths: 3, maxMonths: 12 }

/** 第三十八条: careless use of the funds by an institution. */
const carelessUse = (item: string, id: string, violation: string): Penalty => ({
  id,
  basis: basis('fundRegulation', `第三十八条第${item}项`),
  subject: 'institution',
  violation,
  intentRequired: false,
  measures: ['责令改正', '可以约谈有关负责人', '造成基金损失的责令退回'],
  fine: { base: 'fundLoss', minMultiple: 1, maxMultiple: 2 },
  suspension: serviceOfDepartment,
  conditions: ['罚款以造成基金损失为前提', '暂停以拒不改正或者造成严重后果为前提', '以骗取为目的并造成损失的，适用第四十条'],
  confidence: 'V1',
})

/** 第三十九条: failures of management. */
const poorManagement = (item: string, id: string, violation: string): Penalty => ({
  id,
  basis: basis('fundRegulation', `第三十九条第${item}项`),
  subject: 'institution',
  violation,
  intentRequired: false,
  measures: ['责令改正', '可以约谈有关负责人'],
  fine: { base: 'fixed', minFen: 1_000_000n, maxFen: 5_000_000n },
  suspension: null,
  conditions: ['罚款以拒不改正为前提，须有责令改正文书和逾期证据'],
  confidence: 'V1',
})

/** 第四十条: fraud by an institution. */
const institutionFraud = (article: string, id: string, violation: string): Penalty => ({
  id,
  basis: basis('fundRegulation', article),
  subject: 'institution',
  violation,
  intentRequired: true,
  measures: ['责令退回', '可由经办机构解除服务协议', '有执业资格的由主管部门吊销', '涉嫌犯罪的移送公安机关'],
  fine: { base: 'fraudAmount', minMultiple: 2, maxMultiple: 5 },
  suspension: serviceOfDepartment,
  conditions: ['同案另有第三十八条行为的，逐项分别定性、分别计罚'],
  confidence: 'V1',
})

/** 第四十一条第一款: misuse by a person. No fine. */
const personalMisuse = (item: string, id: string, violation: string): Penalty => ({
  id,
  basis: basis('fundRegulation', `第四十一条第一款第${item}项`),
  subject: 'person',
  violation,
  intentRequired: false,
  measures: ['责令改正', '造成损失的责令退回'],
  fine: null,
  suspension: networkedSettlement,
  conditions: ['暂停联网结算只适用于参保人员'],
  confidence: 'V1',
})

const line = (id: string, article: string, rest: Omit<Penalty, 'id' | 'basis' | 'confidence'>): Penalty => ({
  id,
  basis: basis('fundRegulation', article),
  ...rest,
  confidence: 'V1',
})

/** 医疗保障基金使用监督管理条例, chapter on liability, with the interim measures of 第三十条. */
export const fundPenalties: readonly Penalty[] = [
  line('P30-1', '第三十条第一款', {
    subject: 'institution',
    violation: '涉嫌骗取基金且拒不配合调查',
    intentRequired: null,
    measures: ['增加检查频次', '加强费用监控', '经主要负责人批准可要求经办机构暂停结算'],
    fine: null,
    suspension: { of: '医保基金结算（调查期临时措施）', minMonths: null, maxMonths: null },
    conditions: ['不是处罚，法规未定期限，须设复查日期'],
  }),
  line('P30-2', '第三十条第二款', {
    subject: 'insuredPerson',
    violation: '涉嫌骗取基金且拒不配合调查',
    intentRequired: null,
    measures: ['可要求经办机构暂停联网结算'],
    fine: null,
    suspension: { of: '医疗费用联网结算（调查期临时措施）', minMonths: null, maxMonths: null },
    conditions: ['不是处罚，期间费用由个人全额垫付'],
  }),
  line('P36-1', '第三十六条', {
    subject: 'agencyOperator',
    violation: '未建立健全制度，未履行协议管理、审核支付职责，或者未公开收支结余',
    intentRequired: false,
    measures: ['责令改正', '对责任人员依法给予处分'],
    fine: null,
    suspension: null,
    conditions: [],
  }),
  line('P37-1', '第三十七条', {
    subject: 'agencyOperator',
    violation: '伪造资料或者虚构项目骗取基金支出',
    intentRequired: true,
    measures: ['责令退回', '对责任人员依法给予处分'],
    fine: { base: 'fraudAmount', minMultiple: 2, maxMultiple: 5 },
    suspension: null,
    conditions: [],
  }),

  carelessUse('一', 'P38-1', '分解住院、挂床住院'),
  carelessUse('二', 'P38-2', '违反诊疗规范过度诊疗、过度检查、分解处方、超量开药、重复开药或者提供其他不必要服务'),
  carelessUse('三', 'P38-3', '重复收费、超标准收费、分解项目收费'),
  carelessUse('四', 'P38-4', '串换药品、医用耗材、诊疗项目和服务设施'),
  carelessUse('五', 'P38-5', '为参保人员转卖药品、接受返还现金实物等提供便利'),
  carelessUse('六', 'P38-6', '将不属于基金支付范围的费用纳入结算'),
  carelessUse('七', 'P38-7', '造成基金损失的其他违法行为'),

  poorManagement('一', 'P39-1', '未建立内部管理制度，或者没有专门机构、人员负责'),
  poorManagement('二', 'P39-2', '未按规定保管账目、凭证、处方、病历、费用明细、出入库记录等资料'),
  poorManagement('三', 'P39-3', '未按规定传送基金使用数据'),
  poorManagement('四', 'P39-4', '未按规定报告监督管理所需信息'),
  poorManagement('五', 'P39-5', '未按规定公开医药费用、费用结构等信息'),
  poorManagement('六', 'P39-6', '未经同意提供目录外服务（急诊、抢救除外）'),
  poorManagement('七', 'P39-7', '拒绝监督检查或者提供虚假情况'),

  institutionFraud('第四十条第一款第一项', 'P40-1', '诱导、协助他人冒名或者虚假就医购药，提供虚假证明，串通虚开单据'),
  institutionFraud('第四十条第一款第二项', 'P40-2', '伪造、变造、隐匿、涂改、销毁文书凭证和电子信息'),
  institutionFraud('第四十条第一款第三项', 'P40-3', '虚构医药服务项目'),
  institutionFraud('第四十条第一款第四项', 'P40-4', '其他骗取基金支出的行为'),
  institutionFraud('第四十条第二款', 'P40-5', '以骗取基金为目的实施第三十八条所列行为并造成损失'),

  personalMisuse('一', 'P41-1', '将本人医保凭证交由他人冒名使用'),
  personalMisuse('二', 'P41-2', '重复享受医疗保障待遇'),
  personalMisuse('三', 'P41-3', '利用享受待遇的机会转卖药品、接受返还现金实物等'),
  line('P41-4', '第四十一条第二款', {
    subject: 'person',
    violation: '以骗取为目的实施前款行为并造成损失，或者冒用他人凭证、造假、虚构项目骗取基金',
    intentRequired: true,
    measures: ['责令改正', '责令退回', '涉嫌犯罪的移送公安机关'],
    fine: { base: 'fraudAmount', minMultiple: 2, maxMultiple: 5 },
    suspension: networkedSettlement,
    conditions: ['除按前款处理外并处罚款', '暂停联网结算只适用于参保人员'],
  }),

  line('P42-1', '第四十二条', {
    subject: 'authority',
    violation: '收受贿赂或者取得其他非法收入',
    intentRequired: null,
    measures: ['没收违法所得', '依法给予处分', '涉嫌职务违法犯罪的移送纪检监察机关'],
    fine: { base: 'illegalGains' },
    suspension: null,
    conditions: [],
  }),
  line('P43-1', '第四十三条', {
    subject: 'institutionHead',
    violation: '造成基金重大损失或者其他严重不良社会影响',
    intentRequired: null,
    measures: ['禁止从事定点医药机构管理活动', '由有关部门依法给予处分'],
    fine: null,
    suspension: { of: '定点医药机构管理活动', minMonths: 60, maxMonths: 60 },
    restrictsTrade: true,
    conditions: ['属于限制从业，作出前告知听证权利'],
  }),
  line('P44-1', '第四十四条', {
    subject: 'anyone',
    violation: '侵占、挪用医疗保障基金',
    intentRequired: null,
    measures: ['责令追回', '没收违法所得', '依法给予处分'],
    fine: { base: 'illegalGains' },
    suspension: null,
    conditions: [],
  }),
  line('P45-1', '第四十五条', {
    subject: 'anyone',
    violation: '退回与罚没资金的去向',
    intentRequired: null,
    measures: ['退回的基金回到原医疗保障基金财政专户', '罚款和没收的违法所得上缴国库'],
    fine: null,
    suspension: null,
    conditions: ['退回款与罚没款分账、分票据、分到账确认'],
  }),
  line('P46-1', '第四十六条', {
    subject: 'authority',
    violation: '泄露、篡改、毁损、非法提供个人信息或者商业秘密',
    intentRequired: null,
    measures: ['依法给予处分', '违反其他法律的移送主管部门'],
    fine: null,
    suspension: null,
    conditions: [],
  }),
]
