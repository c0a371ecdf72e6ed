import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { stateDiagram } from '../kernel/state-diagram'
import { takeStep } from '../kernel/workflow'
import { caseStates } from './kinds'
import { type Case, caseRecordNames, caseStepNames, caseSteps, moneySettled, takeCaseRecord } from './steps'
import { agreementSteps } from './tracks/agreement'
import { procedureSteps } from './tracks/procedure-steps'
import { publicationSteps } from './tracks/publicity'
import { scoringSteps } from './tracks/scoring'
import { adminStages, caseStateOf } from './tracks/stages'
import { stoppageSteps } from './tracks/stoppages'

const file = (over: Partial<Case> = {}): Case => ({
  state: 'proposed',
  proposedById: 'p',
  officerAId: 'a',
  officerBId: 'b',
  writerIds: ['w'],
  facts: [{}],
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
      filed: '',
      investigating: '',
      decided: '',
      closed: '',
      notFiled: '',
    })
  })

  it('let something be written at exactly these stages', () => {
    const writable = (stage: (typeof adminStages)[number]) =>
      caseRecordNames.filter((name) => takeCaseRecord(name, { state: caseStateOf[stage], procedure: { stage } }).ok)
    expect(takeCaseRecord('replaceOfficer', { state: 'proposed', procedure: null }).ok).toBe(true)
    const always = (later: readonly string[]) => [
      'proveService',
      ...later,
      'withdrawPublished',
      'postMoney',
      'confirmMoney',
      'runTrack',
      'refer',
      'referToDiscipline',
      'waiveEvidence',
    ]
    const facts = ['addFact', 'changeFact', 'withdrawFact', 'keepParties', 'orderCorrection', 'setPenalty']
    for (const stage of adminStages) {
      const rewritable = ['filed', 'investigating', 'reported', 'inReview', 'reviewed'].includes(stage)
      const speaks = ['noticed', 'defence', 'hearingAsked', 'hearingSet', 'heard'].includes(stage)
      const evidence = rewritable || speaks ? ['addEvidence', 'withdrawEvidence'] : stage === 'deliberating' ? ['withdrawEvidence'] : []
      const written = rewritable ? facts : stage === 'deliberating' ? ['setPenalty'] : []
      const published = ['noticed', 'decided', 'served', 'performing'].includes(stage) ? ['publishPaper'] : []
      const acts = rewritable ? ['inquire', 'finishInquiry', 'hold'] : speaks ? ['finishInquiry'] : []
      const expected =
        stage === 'closed'
          ? ['serveLater', 'withdrawPublished']
          : [
              ...written,
              ...published,
              ...always(caseStateOf[stage] === 'decided' ? ['serveLater'] : []),
              ...evidence,
              ...acts,
              'replaceOfficer',
            ]
      expect([stage, writable(stage)]).toEqual([stage, expected])
    }
  })

  it('are decided by nobody who worked on the case, and need facts to file', () => {
    for (const userId of ['p', 'a', 'b', 'w'])
      for (const name of ['file', 'refuse'] as const)
        expect(takeStep(caseSteps[name], file(), { userId })).toMatchObject({ refusal: { code: 'samePerson' } })
    expect(takeStep(caseSteps.file, file({ facts: [] }), nobody)).toMatchObject({ refusal: { code: 'factsMissing' } })
  })

  it('end with no money outstanding without a reason', () => {
    const posting = (kind: 'demanded' | 'recovered', confirmedAt: Date | null) => ({ kind, amountFen: 10n, confirmedAt, rejectedAt: null })
    const open = [posting('demanded', null), posting('recovered', null)]
    expect(moneySettled({ money: open }, '')).toMatchObject({ refusal: { code: 'moneyOutstanding', detail: { fund: '0.10' } } })
    expect(moneySettled({ money: open }, '当事人破产，已申报债权').ok).toBe(true)
    expect(moneySettled({ money: [posting('demanded', null), posting('recovered', new Date())] }, '').ok).toBe(true)
  })

  it('are drawn as they are', () => {
    const page = `# Cases (案件)\n\nWritten by \`steps.test.ts\` from the tables of steps; \`UPDATE_DIAGRAMS=1\` writes it anew.\n\n${stateDiagram(caseSteps)}\n# The administrative procedure (行政处罚程序)\n\n${stateDiagram(procedureSteps)}\n# The agreement (协议处理)\n\n${stateDiagram(agreementSteps)}\n# The scoring of staff (支付资格记分)\n\n${stateDiagram(scoringSteps)}\n# The text that is made public (信息公示)\n\n${stateDiagram(publicationSteps)}\n# What a decision stops (责令暂停)\n\n${stateDiagram(stoppageSteps)}`
    const path = new URL('steps.md', import.meta.url)
    if (process.env.UPDATE_DIAGRAMS) writeFileSync(path, page)
    expect(readFileSync(path, 'utf8')).toBe(page)
  })
})
