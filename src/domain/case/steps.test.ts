import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { stateDiagram } from '../kernel/state-diagram'
import { takeRecord, takeStep } from '../kernel/workflow'
import { caseStates } from './kinds'
import { type Case, caseRecordNames, caseRecords, caseStepNames, caseSteps } from './steps'

const file = (over: Partial<Case> = {}): Case => ({
  state: 'proposed',
  proposedById: 'p',
  officerAId: 'a',
  officerBId: 'b',
  facts: [{}],
  tracks: [{ state: 'concluded' }],
  ...over,
})
const nobody = { userId: 'nobody' }

describe('steps of a case', () => {
  it('open from exactly these states', () => {
    const open = caseStates.map((state) => [
      state,
      caseStepNames.filter((name) => takeStep(caseSteps[name], file({ state }), nobody).ok).join(' '),
    ])
    expect(Object.fromEntries(open)).toEqual({
      proposed: 'file refuse',
      filed: 'investigate',
      investigating: 'decide',
      decided: 'close',
      closed: '',
      notFiled: '',
    })
  })

  it('let something be written in exactly these states', () => {
    const open = caseStates.map((state) => [state, caseRecordNames.filter((name) => takeRecord(caseRecords[name], { state }).ok).join(' ')])
    expect(Object.fromEntries(open)).toEqual({
      proposed: '',
      filed: 'addFact postMoney runTrack',
      investigating: 'addFact setPenalty postMoney runTrack',
      decided: 'postMoney runTrack',
      closed: '',
      notFiled: '',
    })
  })

  it('are decided by nobody who worked on the case', () => {
    for (const userId of ['p', 'a', 'b']) {
      for (const name of ['file', 'refuse'] as const)
        expect(takeStep(caseSteps[name], file(), { userId })).toMatchObject({ refusal: { code: 'samePerson' } })
      expect(takeStep(caseSteps.decide, file({ state: 'investigating' }), { userId })).toMatchObject({ refusal: { code: 'samePerson' } })
      expect(takeStep(caseSteps.close, file({ state: 'decided' }), { userId })).toMatchObject({ refusal: { code: 'samePerson' } })
    }
  })

  it('need facts to file and to decide, and no running track to close', () => {
    expect(takeStep(caseSteps.file, file({ facts: [] }), nobody)).toMatchObject({ refusal: { code: 'factsMissing' } })
    expect(takeStep(caseSteps.decide, file({ state: 'investigating', facts: [] }), nobody)).toMatchObject({
      refusal: { code: 'factsMissing' },
    })
    expect(takeStep(caseSteps.close, file({ state: 'decided', tracks: [{ state: 'running' }] }), nobody)).toMatchObject({
      refusal: { code: 'tracksRunning', detail: { count: 1 } },
    })
  })

  it('are drawn as they are', () => {
    const page = `# Cases (案件)\n\nWritten by \`steps.test.ts\` from the table of steps; \`UPDATE_DIAGRAMS=1\` writes it anew.\n\n${stateDiagram(caseSteps)}`
    const path = new URL('steps.md', import.meta.url)
    if (process.env.UPDATE_DIAGRAMS) writeFileSync(path, page)
    expect(readFileSync(path, 'utf8')).toBe(page)
  })
})
