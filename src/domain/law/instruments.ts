import type { CivilDate } from '../kernel/civil-date'
import type { Confidence } from './confidence'

/** A law, regulation, rule or notice. `inForceFrom: null` means that its first day has not been established. */
export type Instrument = {
  /** Short code used in reference lists. */
  code: string
  title: string
  /** 文号, or the order that promulgated it. */
  instrument: string
  inForceFrom: CivilDate | null
  /** Last day in force. `null` while it still is. */
  inForceTo: CivilDate | null
  confidence: Confidence
}

const inForce = (code: string, title: string, instrument: string, inForceFrom: CivilDate | null, confidence: Confidence): Instrument => ({
  code,
  title,
  instrument,
  inForceFrom,
  inForceTo: null,
  confidence,
})

export const instruments = {
  fundRegulation: inForce('TL', '医疗保障基金使用监督管理条例', '国务院令第735号', '2021-05-01', 'V1'),
  implementingRules: inForce('SZ', '医疗保障基金使用监督管理条例实施细则', '国家医疗保障局令第7号', '2026-04-01', 'V2'),
  penaltyProcedure: inForce('CX', '医疗保障行政处罚程序暂行规定', '国家医疗保障局令第4号', '2021-07-15', 'V2'),
  reportHandling: inForce('JB', '医疗保障基金使用监督管理举报处理暂行办法', '国家医疗保障局令第5号', '2022-03-01', 'V2'),
  flightInspection: inForce('FJ', '医疗保障基金飞行检查管理暂行办法', '国家医疗保障局令第6号', '2023-05-01', 'V2'),
  hospitalDesignation: inForce('DD2', '医疗机构医疗保障定点管理暂行办法', '国家医疗保障局令第2号', '2021-02-01', 'V1'),
  pharmacyDesignation: inForce('DD3', '零售药店医疗保障定点管理暂行办法', '国家医疗保障局令第3号', '2021-02-01', 'M'),
  administrativePenaltyLaw: inForce('CF', '中华人民共和国行政处罚法', '2021年修订', '2021-07-15', 'V1'),
  administrativeCompulsionLaw: inForce('QZ', '中华人民共和国行政强制法', '2011年公布', '2012-01-01', 'V1'),
  administrativeReconsiderationLaw: inForce('FY', '中华人民共和国行政复议法', '2023年修订', '2024-01-01', 'V1'),
  crimeTransferRules: inForce('YS', '行政执法机关移送涉嫌犯罪案件的规定', '国务院令第310号，2020年修订', '2020-08-07', 'V1'),
  crimeTransferNotice: inForce(
    'XC',
    '国家医保局 公安部关于加强查处骗取医保基金案件行刑衔接工作的通知',
    '医保发〔2021〕49号',
    '2021-11-26',
    'V2',
  ),
  fraudGuidance: inForce('XS', '关于办理医保骗保刑事案件若干问题的指导意见', '法发〔2024〕6号', '2024-02-28', 'V2'),
  fraudInterpretation: inForce('ZP', '关于办理诈骗刑事案件具体应用法律若干问题的解释', '法释〔2011〕7号', '2011-04-08', 'V1'),
  rewardMeasures: inForce('JL', '违法违规使用医疗保障基金举报奖励办法', '医保办发〔2022〕22号', '2023-01-01', 'V2'),
  paymentQualification: inForce(
    'ZG',
    '关于建立定点医药机构相关人员医保支付资格管理制度的指导意见',
    '医保发〔2024〕23号',
    '2024-09-27',
    'V2',
  ),
  discretionMeasures: inForce('CL', '规范医疗保障基金使用监督管理行政处罚裁量权办法', '医保发〔2021〕35号', null, 'V2'),
  normalisedSupervision: inForce('CT', '国务院办公厅关于加强医疗保障基金使用常态化监管的实施意见', '国办发〔2023〕17号', null, 'S'),
  campaignNotice2024: inForce('ZX24', '关于开展医保基金违法违规问题专项整治工作的通知', '医保发〔2024〕8号', null, 'S'),
  campaignNotice2023: inForce('ZX23', '关于开展医保领域打击欺诈骗保专项整治工作的通知', '医保发〔2023〕15号', null, 'V2'),
  judicialAdviceRules: inForce('SF', '最高人民法院关于综合治理类司法建议工作若干问题的规定', '法释〔2023〕11号', '2023-11-16', 'V1'),

  socialInsuranceLaw: inForce('SB', '中华人民共和国社会保险法', '2018年修正', '2011-07-01', 'V1'),
  socialInsuranceOperation: inForce('JB765', '社会保险经办条例', '国务院令第765号', '2023-12-01', 'V1'),
  physiciansLaw: inForce('YSF', '中华人民共和国医师法', '2021年公布', '2022-03-01', 'V1'),
  civilProcedureLaw: inForce('MS', '中华人民共和国民事诉讼法', '2023年修正', null, 'M'),
  administrativeLitigationLaw: inForce('XZSS', '中华人民共和国行政诉讼法', '2017年修正', null, 'M'),
  procuratorateTransferRules: inForce('JCYS', '人民检察院办理行政执法机关移送涉嫌犯罪案件的规定', '2001年公布', null, 'V1'),
  transferOpinion2006: inForce('GJH', '关于在行政执法中及时移送涉嫌犯罪案件的意见', '高检会〔2006〕2号', null, 'V1'),
  procuratorialAdviceRules: inForce('JY', '人民检察院检察建议工作规定', '最高人民检察院公布', null, 'M'),
  enforcementDisclosure: inForce(
    'GS',
    '关于全面推行行政执法公示制度执法全过程记录制度重大执法决定法制审核制度的指导意见',
    '国办发〔2018〕118号',
    null,
    'M',
  ),
  creditPublicity: inForce('SGS', '行政许可和行政处罚等信用信息公示制度', '“双公示”工作要求', null, 'M'),
  lookBackNotice2018: inForce('HTK', '打击欺诈骗取医疗保障基金“回头看”工作部署', '2018年11月部署', null, 'V2'),
  hundredDayAction2025: inForce('BR', '医保基金管理突出问题专项整治“百日行动”部署', '2025年9月部署', null, 'V2'),
  liaoningProcedure: inForce('LN', '辽宁省医疗保障行政处罚程序规定', '辽医保发〔2020〕5号', null, 'V2'),
  campaignPlanFujian2024: inForce(
    'FJ24',
    '福建省医疗保障局等六部门关于开展医保基金违法违规问题专项整治工作的通知',
    '闽医保〔2024〕47号',
    null,
    'S',
  ),
  campaignPlanJining2024: inForce('JN24', '济宁市六部门关于开展医保基金违法违规问题专项整治工作的通知', '济医保发〔2024〕9号', null, 'S'),
  campaignPlanJining2023: inForce('JN23', '济宁市五部门关于开展医保领域打击欺诈骗保专项整治工作的通知', '济医保发〔2023〕11号', null, 'S'),
  supervisionPlanWeihai2024: inForce('WH24', '威海市加强医疗保障基金使用常态化监管工作方案', '威政办字〔2024〕33号', null, 'S'),
  /** For lengths no instrument sets: the bureau does. */
  localPractice: inForce('CS', '工作惯例与系统参数', '无统一规定，由本级医疗保障局设定', null, 'M'),
} as const satisfies Record<string, Instrument>
