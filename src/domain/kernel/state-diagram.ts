import { stepCitation } from '../law/law'
import type { Step } from './workflow'

/** The steps of a table as a Mermaid diagram: each arrow with the step, who takes it, and the article that orders it. */
export function stateDiagram<Subject extends { state: string }, Relation extends string>(
  steps: Readonly<Record<string, Step<Subject, Relation> | undefined>>,
): string {
  const arrows = Object.entries(steps).flatMap(([name, step]) => {
    if (!step) return []
    const by = [...new Set(step.by.map(({ role, as }) => `${role} of ${as}`))].join(', ')
    const notes = [by, stepCitation(step.basis)].filter(Boolean).join('; ')
    return step.from.map((from) => `  ${from} --> ${step.to}: ${name} (${notes})`)
  })
  return ['```mermaid', 'stateDiagram-v2', ...arrows, '```', ''].join('\n')
}
