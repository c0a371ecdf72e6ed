import type { Confidence } from './confidence'
import type { LawId } from './law'

/** An article that a step rests on: what it says of the step, in our words, and how well that is known. */
export type Article = { says: string; confidence: Confidence }

/** Articles that steps cite. A plan's are cited by the headings of its own text. */
export const articles = {
  fundRegulation: {
    第十四条: { says: '定点医药机构建立内部管理制度，自查医保基金使用情况并及时纠正', confidence: 'V1' },
    第二十九条: { says: '监督检查由两名以上检查人员进行，并出示执法证件', confidence: 'V1' },
    第三十三条: { says: '建立定点医药机构信用管理制度，分级分类监管，条文未逐字核实', confidence: 'V2' },
    第三十五条: { says: '向社会公开举报渠道，对举报人的信息保密，按规定给予奖励', confidence: 'V1' },
    第四十五条: { says: '退回的基金回到原财政专户，罚没收入上缴国库', confidence: 'V1' },
  },
  reportHandling: {
    举报处理结果告知条款: { says: '处理举报，实名举报的在决定是否立案后五个工作日内告知，条号未核实', confidence: 'V2' },
  },
  rewardMeasures: {
    奖励领取条款: { says: '查实后一次性奖励，接到通知后两个月内领取，条号未核实', confidence: 'V2' },
  },
  penaltyProcedure: {
    第十四条: { says: '线索核查、立案与否的审批', confidence: 'V2' },
    第二十九条至第三十三条: { says: '封存资料的批准、清单、期限、延长和解除', confidence: 'V2' },
    '先行登记保存、封存条款': { says: '情况紧急的先行采取措施，二十四小时内补办批准', confidence: 'V2' },
    调查终结条款: { says: '调查终结后提交调查终结报告，条号未核实', confidence: 'M' },
    终止调查条款: { says: '出现法定情形的终止调查，条号和情形未核实', confidence: 'M' },
    结案条款: { says: '决定执行完毕等情形下结案，条号未核实', confidence: 'M' },
  },
  administrativePenaltyLaw: {
    第二十八条: { says: '实施行政处罚时应当责令当事人改正或者限期改正违法行为', confidence: 'V1' },
    第四十四条: { says: '作出处罚决定前告知拟处罚内容、事实、理由、依据和陈述、申辩、听证权利', confidence: 'V1' },
    第四十五条: { says: '充分听取陈述、申辩并复核，不得因申辩给予更重的处罚', confidence: 'V1' },
    第四十六条: { says: '证据的种类，经查证属实方可作为认定案件事实的根据', confidence: 'M' },
    第四十八条: { says: '公开的处罚决定被变更、撤销、确认违法或者无效的，三日内撤回并公开说明理由', confidence: 'V1' },
    第五十一条: { says: '事实确凿、数额较小或者警告的，可以当场作出处罚决定', confidence: 'V1' },
    第五十二条: { says: '当场作出的处罚决定报所属机关备案', confidence: 'V1' },
    第六十一条: { says: '决定书当场交付，当事人不在场的七个工作日内送达', confidence: 'V1' },
    第六十三条: { says: '较大数额罚款等情形，告知并依要求组织听证', confidence: 'V1' },
    第六十四条: { says: '五日内要求，七日前通知，由非本案调查人员主持，制作笔录', confidence: 'V1' },
    第六十五条: { says: '听证结束后依据听证笔录作出决定', confidence: 'V1' },
    第六十六条: { says: '确有经济困难的，经批准可以暂缓或者分期缴纳', confidence: 'V1' },
    第六十七条: { says: '自收到决定书之日起十五日内到指定银行缴纳罚款', confidence: 'V1' },
    第七十五条: { says: '上级和机关自身监督，发现处罚错误的主动改正', confidence: 'V1' },
    第五十五条: { says: '调查、检查时主动出示执法证件，询问或者检查制作笔录', confidence: 'M' },
    第五十六条: { says: '证据可能灭失的，经负责人批准先行登记保存，七日内作出处理决定', confidence: 'V1' },
    第五十七条: { says: '行政机关负责人审查调查结果并作出决定，复杂或重大的集体讨论', confidence: 'V1' },
    第五十八条: { says: '列明情形未经法制审核不得作出处罚决定', confidence: 'V1' },
  },
  administrativeCompulsionLaw: {
    第五十三条: { says: '期满不复议、不诉讼又不履行的，三个月内申请人民法院强制执行', confidence: 'V1' },
    第五十四条: { says: '申请强制执行前催告，催告书送达十日后可以申请', confidence: 'V1' },
  },
  civilProcedureLaw: { 公告送达条款: { says: '受送达人下落不明或者无法送达的，公告送达，公告三十日期满视为送达', confidence: 'M' } },
  discretionMeasures: { 裁量基准适用要求: { says: '按裁量基准确定处罚幅度', confidence: 'V2' } },
  crimeTransferRules: {
    第五条: { says: '涉嫌犯罪的指定两名以上执法人员专案核实并提出移送报告', confidence: 'V1' },
    第五条第二款: { says: '正职负责人或主持工作的负责人三日内决定是否移送，决定移送的二十四小时内移送', confidence: 'V1' },
    第六条: { says: '移送应当附上的材料', confidence: 'V1' },
    第七条: { says: '公安机关在移送书的回执上签字', confidence: 'V1' },
    第八条: { says: '公安机关审查并书面通知立案或不予立案', confidence: 'V1' },
    第九条: { says: '对不予立案提请复议，或建议检察机关立案监督', confidence: 'V1' },
    第十二条: { says: '接到立案通知后移交涉案物品和材料', confidence: 'V1' },
    第十三条: { says: '公安机关不立案、撤销案件或者检察机关不起诉，依法应追究行政责任的，移送行政执法机关', confidence: 'V1' },
    第十九条: { says: '发现公职人员涉嫌违法违纪的移送监察机关', confidence: 'V1' },
  },
  procuratorateTransferRules: {
    第十条: { says: '要求公安机关七日内说明不立案理由，理由不成立的通知立案，公安机关十五日内立案', confidence: 'V1' },
  },
  transferOpinion2006: { 处罚决定抄送要求: { says: '作出行政处罚决定后十日内将处罚决定书抄送同级公安机关、人民检察院', confidence: 'V1' } },
  crimeTransferNotice: { 案件办理情况通报要求: { says: '公安机关通报移送案件的办理情况', confidence: 'V2' } },
  campaignNotice2024: {
    分类处置要求: { says: '宽严相济，协议处理、行政处罚和刑事打击相衔接', confidence: 'S' },
    部门协同要求: { says: '与相关部门建立线索移送机制并反馈', confidence: 'S' },
    财政部门职责分工: { says: '财政部门协助查验医疗收费电子票据', confidence: 'S' },
  },
  campaignPlanJining2024: {
    '三、职责分工': { says: '各部门依职责开展专项整治，医保部门牵头', confidence: 'S' },
    '四、工作举措（一）坚持宽严相济，依法分类处置': { says: '督促引导定点医药机构自查自纠，整改不到位的从严处置', confidence: 'S' },
    '四、工作举措（四）坚持上下联动，用好线索核查': { says: '下发的线索逐条核查、清仓见底，市局视情况抽查复核', confidence: 'S' },
    '五、工作安排（一）启动部署': { says: '专项整治的动员部署', confidence: 'S' },
    '五、工作安排（二）自查自纠': { says: '定点医药机构对标问题清单全面排查，立行立改', confidence: 'S' },
    '五、工作安排（四）总结上报': { says: '各县（市、区）梳理进展、总结经验并上报', confidence: 'S' },
  },
} as const satisfies Partial<Record<LawId, Readonly<Record<string, Article>>>>
