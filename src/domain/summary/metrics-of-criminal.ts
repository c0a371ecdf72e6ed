import { metricsOf } from './metric'

/** People in criminal procedure, as those enter them who deal with them (刑事). */
export const criminalMetrics = metricsOf('criminal', {
  peopleIndicted: { nature: 'flow', unit: 'person', name: '提起公诉人数', wording: '检察机关登记的提起公诉人数合计。' },
  peopleJudged: { nature: 'flow', unit: 'person', name: '判决人数', wording: '人民法院登记的判决人数合计。' },
})
