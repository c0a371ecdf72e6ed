import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { dutyStepNames } from '#domain/campaign/duty-steps'
import { campaignSteps } from '#domain/campaign/steps'
import { caseStepNames } from '#domain/case/steps'
import { procedureStepNames } from '#domain/case/tracks/procedure-steps'
import { leadStepNames } from '#domain/lead/steps'
import { referralStepNames } from '#domain/referral/steps'
import { filingSteps } from '#domain/self-inspection/steps'
import { reportStepNames } from '#domain/summary/steps'
import { auditSubjectName } from '#messages/zh/audit-subjects'
import { auditActionName } from '#messages/zh/audit-trail'

/** What the trail records is read by a person: whatever the code writes into it has a Chinese word. */
const sources = ['src/server', 'src/jobs'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .map((path) => readFileSync(`${folder}/${path}`, 'utf8')),
)
const found = (pattern: RegExp) => sources.flatMap((text) => [...text.matchAll(pattern)].map((match) => match[1] ?? ''))

const byStep = Object.entries({
  campaign: Object.keys(campaignSteps),
  duty: dutyStepNames,
  lead: leadStepNames,
  case: [...caseStepNames, ...procedureStepNames],
  referral: referralStepNames,
  filing: Object.keys(filingSteps),
  summary: reportStepNames,
}).flatMap(([area, names]) => names.map((name) => `${area}.${name}`))

const actions = [...new Set([...found(/command\(\s*'(\w+\.\w+)'/g), ...found(/action: '(\w+\.\w+)'/g), ...byStep])]

describe('the trail', () => {
  it('has a word for every action', () => {
    expect(actions.length).toBeGreaterThan(90)
    expect(actions.filter((action) => auditActionName(action) === null)).toEqual([])
  })

  it('has a word for every kind of subject', () => {
    const subjects = [...new Set(found(/subject: \{\s*type: '(\w+)'/g))]
    expect(subjects.length).toBeGreaterThan(10)
    expect(subjects.filter((subject) => auditSubjectName(subject) === null)).toEqual([])
  })
})
