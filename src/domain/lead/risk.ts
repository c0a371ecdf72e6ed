import type { RiskLevel } from './steps'

/** Words of the fraud that the plans name first (虚假诊疗、虚假购药、倒卖医保药品) and of its usual ways. A parameter of the house, not law. */
const graveWords = /虚假|虚构|倒卖|转卖|冒名|伪造|空刷|套现|串换|挂床/
const graveAmountFen = 10_000_000n
const slightAmountFen = 100_000n

/** The risk a lead comes in with, until a person or a model says otherwise: by its wording, and by 10 万元 or 1 千元. */
export function riskOf(behaviour: string, amountFen: bigint | null): RiskLevel {
  if (graveWords.test(behaviour) || (amountFen !== null && amountFen >= graveAmountFen)) return 'high'
  return amountFen !== null && amountFen < slightAmountFen ? 'low' : 'medium'
}
