import { metricsOf } from './metric'

/** Cases (案件). */
export const caseMetrics = metricsOf('cases', {
  casesFiled: { nature: 'flow', unit: 'case', name: '立案数', wording: '经批准立案的案件，含已结案的。' },
  casesClosed: { nature: 'flow', unit: 'case', name: '结案数', wording: '已经结案的案件。' },
})
