import { metricsOf } from './metric'

/** Leads and what was found of them (疑点线索). */
export const leadMetrics = metricsOf('leads', {
  leadsIssued: { nature: 'standing', unit: 'lead', name: '疑点线索总数', wording: '本次专项整治登记的全部疑点线索，逐条计，含已办结的。' },
  leadsOpen: { nature: 'standing', unit: 'lead', name: '未办结线索数', wording: '尚未形成经复核的核查结论的线索。' },
  leadsSubstantiated: { nature: 'flow', unit: 'lead', name: '查实线索数', wording: '核查结论为查实并经复核的线索。' },
  leadsPartlySubstantiated: { nature: 'flow', unit: 'lead', name: '部分查实线索数', wording: '核查结论为部分查实并经复核的线索。' },
  leadsUnsubstantiated: { nature: 'flow', unit: 'lead', name: '不属实线索数', wording: '核查结论为不属实并经复核的线索。' },
  leadsUnverifiable: { nature: 'flow', unit: 'lead', name: '无法核实线索数', wording: '核查结论为无法核实并经复核的线索。' },
  leadsMerged: { nature: 'flow', unit: 'lead', name: '并案线索数', wording: '与其他线索合并办理的线索。' },
  leadsWithdrawn: { nature: 'flow', unit: 'lead', name: '撤回线索数', wording: '下发单位撤回的线索。' },
  leadsFundLoss: { nature: 'flow', unit: 'fen', name: '线索核实基金损失', wording: '查实和部分查实线索核定的基金损失合计。' },
})
