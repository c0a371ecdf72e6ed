import { modelsBeyondData, populationModels } from '../population/catalogue'

/** The clauses that a model may cite: those that the catalogue cites, checked there against their sources. */
export const citableClauses: readonly string[] = [...new Set([...populationModels, ...modelsBeyondData].map(({ basis }) => basis))].sort()

/** What is wrong with the clause that a form cites. */
export const clauseProblems = (clause: string): { field: string; message: string }[] =>
  clause === '' || citableClauses.includes(clause) ? [] : [{ field: 'clause', message: '请从列表里选择条款，没有合适的选“暂无对应条款”。' }]
