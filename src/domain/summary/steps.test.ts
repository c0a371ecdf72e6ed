import { readFileSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { stateDiagram } from '../kernel/state-diagram'
import { takeStep } from '../kernel/workflow'
import { reportStates, reportStepNames, reportSteps } from './steps'

it('opens each step of a report from exactly these states', () => {
  const open = reportStates.map((state) => [
    state,
    reportStepNames.filter((name) => takeStep(reportSteps[name], { state, frozenById: 'a' }, { userId: 'b' }).ok).join(' '),
  ])
  expect(Object.fromEntries(open)).toEqual({
    draft: 'edit takePassage leavePassage freeze',
    frozen: 'sign sendBack',
    signed: '',
  })
})

it('keeps whoever froze a report from signing it and from sending it back', () => {
  const own = reportStepNames.filter((name) => takeStep(reportSteps[name], { state: 'frozen', frozenById: 'a' }, { userId: 'a' }).ok)
  expect(own).toEqual([])
})

it('is drawn as it is', () => {
  const page = `# Summary reports (总结报告)\n\nWritten by \`steps.test.ts\` from the table of steps; \`UPDATE_DIAGRAMS=1\` writes it anew.\n\n${stateDiagram(reportSteps)}`
  const path = new URL('steps.md', import.meta.url)
  if (process.env.UPDATE_DIAGRAMS) writeFileSync(path, page)
  expect(readFileSync(path, 'utf8')).toBe(page)
})
