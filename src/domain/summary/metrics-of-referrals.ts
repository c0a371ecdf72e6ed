import { metricsOf } from './metric'

/** Referrals and bills, and what their receivers did with them (移送、票据查验). */
export const referralMetrics = metricsOf('referrals', {
  referralsPolice: { nature: 'flow', unit: 'referral', name: '移送公安件数', wording: '已送达公安机关的涉嫌犯罪案件移送。' },
  policeFiled: { nature: 'flow', unit: 'referral', name: '公安立案件数', wording: '公安机关决定立案的移送，由公安机关登记。' },
  policeDeclined: {
    nature: 'flow',
    unit: 'referral',
    name: '公安不予立案件数',
    wording: '公安机关决定不予立案的移送，由公安机关登记。',
  },
  referralsHealth: { nature: 'flow', unit: 'referral', name: '移送卫健件数', wording: '已送达卫生健康部门的线索移送。' },
  healthAnswered: { nature: 'flow', unit: 'referral', name: '卫健已反馈件数', wording: '卫生健康部门已反馈处理结果的移送。' },
  billsSent: { nature: 'flow', unit: 'bill', name: '票据查验张数', wording: '已送达财政部门查验的医疗收费电子票据，按张计。' },
  billsVerified: { nature: 'flow', unit: 'bill', name: '票据已查验张数', wording: '财政部门已给出查验结果的票据。' },
  billsCounterfeit: { nature: 'flow', unit: 'bill', name: '查出虚假票据张数', wording: '查验结果为虚假的票据。' },
})
