import { beijingDayOf, ofCascade, type RowSource } from '../row-source'

const referral = (condition: string) => ({
  from: 'referral r',
  id: 'r.id',
  label: "r.number || ' ' || r.title",
  on: beijingDayOf('r.delivered_at'),
  region: 'r.sender_region_no',
  value: '1',
  where: `${ofCascade('r')} AND r.delivered_at IS NOT NULL AND r.state <> 'withdrawn' AND ${condition}`,
  page: { path: '/referrals/', id: 'r.id' },
})

const bill = (condition: string) => ({
  from: 'bill_verification b JOIN referral r ON r.id = b.referral_id',
  id: 'b.id',
  label: "b.bill_code || '-' || b.bill_number",
  on: beijingDayOf('r.delivered_at'),
  region: 'r.sender_region_no',
  value: '1',
  where: `${ofCascade('r')} AND r.delivered_at IS NOT NULL AND r.state <> 'withdrawn' AND ${condition}`,
  page: { path: '/referrals/', id: 'r.id' },
})

const progress = (kind: string) => ({
  from: 'criminal_progress p JOIN referral r ON r.id = p.referral_id',
  id: 'p.id',
  label: "r.number || ' ' || p.document_number",
  region: 'r.sender_region_no',
  value: 'p.people_count',
  on: 'p.occurred_on',
  where: `${ofCascade('r')} AND p.kind = '${kind}' AND NOT EXISTS (SELECT FROM criminal_progress c WHERE c.corrects_id = p.id)`,
  page: { path: '/referrals/', id: 'r.id' },
})

export const referralSources = {
  referralsPolice: referral("r.kind = 'police'"),
  policeFiled: { ...referral("r.kind = 'police' AND r.state = 'criminalCaseOpened'"), on: beijingDayOf('r.outcome_at') },
  policeDeclined: { ...referral("r.kind = 'police' AND r.state = 'criminalCaseDeclined'"), on: beijingDayOf('r.outcome_at') },
  referralsHealth: referral("r.kind = 'health'"),
  healthAnswered: { ...referral("r.kind = 'health' AND r.state = 'answered'"), on: beijingDayOf('r.outcome_at') },
  billsSent: bill("r.kind = 'billVerification'"),
  billsVerified: { ...bill("b.result <> 'pending'"), on: beijingDayOf('b.verified_at') },
  billsCounterfeit: { ...bill("b.result = 'counterfeit'"), on: beijingDayOf('b.verified_at') },
  peopleIndicted: progress('indicted'),
  peopleJudged: progress('judged'),
} satisfies Record<string, RowSource>
