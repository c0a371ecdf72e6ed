import { metricsOf } from './metric'

/** Money of cases: what goes to the fund and what goes to the treasury never meet in one number. */
export const moneyMetrics = metricsOf('money', {
  moneyFound: { nature: 'flow', unit: 'fen', name: '案件认定基金损失', wording: '各案件登记的认定金额合计，按案件计，不与线索金额相加。' },
  moneyDemanded: { nature: 'flow', unit: 'fen', name: '责令退回基金', wording: '各案件责令退回金额合计。' },
  moneyRecovered: { nature: 'flow', unit: 'fen', name: '案件退回到账', wording: '各案件退回基金实际到账合计，进基金专户。' },
  moneyAgreementRecovered: { nature: 'flow', unit: 'fen', name: '协议追回到账', wording: '经办机构按协议追回的到账金额合计，进基金专户。' },
  moneyFined: { nature: 'flow', unit: 'fen', name: '罚款金额', wording: '行政处罚决定的罚款合计，不计入追回基金。' },
  moneyFinePaid: { nature: 'flow', unit: 'fen', name: '罚款缴纳金额', wording: '已缴纳的罚款合计，进国库，不计入追回基金。' },
})
