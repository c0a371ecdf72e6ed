import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { dutySteps } from '../campaign/duty-steps'
import { campaignSteps } from '../campaign/steps'
import { holdSteps } from '../case/acts/holds'
import { caseRecords, caseSteps } from '../case/steps'
import { procedureSteps } from '../case/tracks/procedure-steps'
import { creditRecordSteps } from '../credit/steps'
import { leadSteps } from '../lead/steps'
import { referralRecords, referralSteps } from '../referral/steps'
import { filingSteps } from '../self-inspection/steps'
import { reportSteps } from '../summary/steps'
import { whistleRewardSteps } from '../whistle/reward-steps'
import { whistleReportSteps } from '../whistle/steps'
import { articles } from './articles'
import { confidences, isVerified } from './confidence'
import { type Basis, type StepBasis, stepCitation } from './law'

const tables: Readonly<Record<string, Readonly<Record<string, { basis: StepBasis } | undefined>>>> = {
  campaign: campaignSteps,
  duty: dutySteps,
  filing: filingSteps,
  lead: leadSteps,
  case: caseSteps,
  caseRecord: caseRecords,
  procedure: procedureSteps,
  hold: holdSteps,
  referralRecord: referralRecords,
  report: reportSteps,
  credit: creditRecordSteps,
  whistleReport: whistleReportSteps,
  whistleReward: whistleRewardSteps,
  ...referralSteps,
}
const every = Object.entries(tables).flatMap(([area, steps]) =>
  Object.entries(steps).flatMap(([name, step]) => (step ? [{ step: `${area}.${name}`, basis: step.basis }] : [])),
)

const known: Readonly<Record<string, Readonly<Record<string, { says: string; confidence: (typeof confidences)[number] }>>>> = articles
const articleOf = ({ law, article }: Basis) => known[law]?.[article]

/** The text of a plan without what typesetting puts between its characters; its brackets are one kind. */
const planText = (name: string) =>
  readFileSync(new URL(`../../../tests/fixtures/plans/${name}.txt`, import.meta.url), 'utf8')
    .replace(/\s/g, '')
    .replaceAll('(', '（')
    .replaceAll(')', '）')

describe('every step', () => {
  it('rests on an article that is among those known, or says why the house has it', () => {
    expect(every.length).toBeGreaterThan(90)
    const loose = every.filter(({ basis }) => ('house' in basis ? basis.house.length < 20 : articleOf(basis) === undefined))
    expect(loose).toEqual([])
  })

  it('that is the house’s own cites nothing', () => {
    const own = every.filter(({ basis }) => 'house' in basis)
    expect(own.map(({ basis }) => stepCitation(basis))).toEqual(own.map(() => undefined))
    expect(own.map(({ step }) => step)).toEqual([
      'campaign.confirm',
      'campaign.approve',
      'campaign.sendBack',
      'duty.reopen',
      'filing.reopen',
      'lead.takeBack',
      'lead.returnToIssuer',
      'lead.agree',
      'lead.sendBack',
      'lead.withdraw',
      'procedure.rework',
      'report.edit',
      'report.takePassage',
      'report.leavePassage',
      'report.freeze',
      'report.sendBack',
      'police.withdraw',
      'police.revise',
      'police.restWithDecline',
      'health.withdraw',
      'health.revise',
      'health.recall',
      'billVerification.withdraw',
      'billVerification.revise',
      'billVerification.recall',
      'discipline.withdraw',
      'discipline.revise',
      'discipline.recall',
      'other.withdraw',
      'other.revise',
      'other.recall',
      'handBack.withdraw',
      'handBack.revise',
      'handBack.recall',
    ])
  })
})

describe('an article', () => {
  it('is there for a step, and tells how well it is known', () => {
    const cited = new Set(every.flatMap(({ basis }) => ('house' in basis ? [] : [`${basis.law} ${basis.article}`])))
    const listed = Object.entries(known).flatMap(([law, ofLaw]) => Object.keys(ofLaw).map((article) => `${law} ${article}`))
    expect(listed.filter((article) => !cited.has(article))).toEqual([])
    const all = Object.values(known).flatMap((ofLaw) => Object.values(ofLaw))
    expect(all.filter(({ says, confidence }) => says === '' || !confidences.includes(confidence))).toEqual([])
    expect(isVerified(articles.penaltyProcedure.结案条款.confidence)).toBe(false)
  })

  it('of a plan is a heading of its text, each part in its place', () => {
    const text = planText('jn24')
    for (const heading of Object.keys(articles.campaignPlanJining2024)) {
      const [chapter = '', part = ''] = heading.split(/(?=（)/)
      const from = text.indexOf(chapter)
      expect(from, heading).toBeGreaterThan(-1)
      const next = text.slice(from + chapter.length).search(/[一二三四五六七]、/)
      const within = text.slice(from, next < 0 ? undefined : from + chapter.length + next)
      expect(within, heading).toContain(part)
    }
  })
})
