import 'server-only'
import type { MoneyKind } from '#domain/case/money'
import type { MetricId } from '#domain/summary/metrics'

/**
 * Which rows each metric counts, as SQL over the tables (row policies apply to every reader). `value` is what a row adds: 1, or an
 * amount in 分. `label` names the row, `page` is where it is opened. Every metric is asked with $1 campaign
 * (its whole cascade counts), $2–$3 region range.
 */
export type RowSource = {
  from: string
  id: string
  label: string
  region: string
  value: string
  where: string
  page: { path: string; id: string }
}

/** The rows of a campaign and of its whole cascade. */
const ofCascade = (table: string) => `${table}.campaign_id = ANY ((SELECT campaign_family($1))::uuid[])`

const filing = {
  from: 'filing f',
  id: 'f.id',
  label: 'f.institution_name',
  region: 'f.region_no',
  value: '1',
  page: { path: '/self-inspections/', id: 'f.id' },
}
const filed = "f.state IN ('submitted', 'accepted')"
const finding = {
  from: 'finding g JOIN filing f ON f.id = g.filing_id',
  id: 'g.id',
  label: "f.institution_name || ' · ' || g.behaviour",
  region: 'g.region_no',
  where: `${ofCascade('f')} AND ${filed}`,
  page: { path: '/self-inspections/', id: 'f.id' },
}
const refund = {
  from: 'refund r JOIN filing f ON f.id = r.filing_id',
  id: 'r.id',
  label: "f.institution_name || ' · ' || r.voucher_number",
  region: 'r.region_no',
  value: 'r.amount_fen',
  page: { path: '/self-inspections/', id: 'f.id' },
}
/** By the filing that was checked: the drawing itself is the city's, and a county does not see it. */
const check = {
  from: 'spot_check_item i JOIN filing f ON f.id = i.filing_id',
  id: 'i.id',
  label: 'f.institution_name',
  region: 'i.region_no',
  value: '1',
  page: { path: '/self-inspections/', id: 'f.id' },
}
const lead = {
  from: 'lead l',
  id: 'l.id',
  label: "l.number || ' ' || l.institution_name",
  region: 'l.region_no',
  value: '1',
  page: { path: '/leads/', id: 'l.id' },
}
const concluded = (conclusion: string) => ({
  ...lead,
  where: `${ofCascade('l')} AND l.conclusion = '${conclusion}'`,
})
const caseFile = {
  from: 'case_file c',
  id: 'c.id',
  label: "c.number || ' ' || c.party_name",
  region: 'c.region_no',
  value: '1',
  page: { path: '/cases/', id: 'c.id' },
}
const posted = (kind: MoneyKind) => ({
  from: 'case_money m JOIN case_file c ON c.id = m.case_id',
  id: 'm.id',
  label: "c.number || ' ' || c.party_name",
  region: 'c.region_no',
  value: 'm.amount_fen',
  where: `${ofCascade('m')} AND m.kind = '${kind}' AND m.rejected_at IS NULL`,
  page: { path: '/cases/', id: 'c.id' },
})
/** Money that was posted by hand counts once a second person has confirmed it. */
const confirmed = (kind: MoneyKind) => ({ ...posted(kind), where: `${posted(kind).where} AND m.confirmed_at IS NOT NULL` })
const referral = (condition: string) => ({
  from: 'referral r',
  id: 'r.id',
  label: "r.number || ' ' || r.title",
  region: 'r.sender_region_no',
  value: '1',
  where: `${ofCascade('r')} AND r.delivered_at IS NOT NULL AND r.state <> 'withdrawn' AND ${condition}`,
  page: { path: '/referrals/', id: 'r.id' },
})
const bill = (condition: string) => ({
  from: 'bill_verification b JOIN referral r ON r.id = b.referral_id',
  id: 'b.id',
  label: "b.bill_code || '-' || b.bill_number",
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
  where: `${ofCascade('r')} AND p.kind = '${kind}' AND NOT EXISTS (SELECT FROM criminal_progress c WHERE c.corrects_id = p.id)`,
  page: { path: '/referrals/', id: 'r.id' },
})

export const rowSources: Record<MetricId, RowSource> = {
  filingsIssued: { ...filing, where: ofCascade('f') },
  filingsSubmitted: { ...filing, where: `${ofCascade('f')} AND ${filed}` },
  filingsAccepted: { ...filing, where: `${ofCascade('f')} AND f.state = 'accepted'` },
  findings: { ...finding, value: '1' },
  findingsBilled: { ...finding, value: 'g.billed_fen' },
  findingsFundLoss: { ...finding, value: 'g.fund_loss_fen' },
  refundsDeclared: { ...refund, where: `${ofCascade('r')} AND r.ledger = 'fundRefund' AND r.state <> 'rejected'` },
  refundsConfirmed: { ...refund, where: `${ofCascade('r')} AND r.ledger = 'fundRefund' AND r.state = 'confirmed'` },
  spotChecks: { ...check, where: `${ofCascade('f')} AND i.result <> 'pending'` },
  spotCheckDiscrepancies: { ...check, where: `${ofCascade('f')} AND i.result = 'discrepancy'` },
  leadsIssued: { ...lead, where: ofCascade('l') },
  leadsOpen: { ...lead, where: `${ofCascade('l')} AND l.state <> 'concluded'` },
  leadsSubstantiated: concluded('substantiated'),
  leadsPartlySubstantiated: concluded('partlySubstantiated'),
  leadsUnsubstantiated: concluded('unsubstantiated'),
  leadsUnverifiable: concluded('unverifiable'),
  leadsMerged: concluded('merged'),
  leadsWithdrawn: concluded('withdrawn'),
  leadsFundLoss: {
    ...lead,
    value: 'l.fund_loss_fen',
    where: `${ofCascade('l')} AND l.conclusion IN ('substantiated', 'partlySubstantiated')`,
  },
  casesFiled: { ...caseFile, where: `${ofCascade('c')} AND c.filed_at IS NOT NULL` },
  casesClosed: { ...caseFile, where: `${ofCascade('c')} AND c.state = 'closed'` },
  moneyFound: posted('found'),
  moneyDemanded: posted('demanded'),
  moneyRecovered: confirmed('recovered'),
  moneyAgreementRecovered: confirmed('agreementRecovered'),
  moneyFined: posted('fined'),
  moneyFinePaid: confirmed('finePaid'),
  referralsPolice: referral("r.kind = 'police'"),
  policeFiled: referral("r.kind = 'police' AND r.state = 'criminalCaseOpened'"),
  policeDeclined: referral("r.kind = 'police' AND r.state = 'criminalCaseDeclined'"),
  referralsHealth: referral("r.kind = 'health'"),
  healthAnswered: referral("r.kind = 'health' AND r.state = 'answered'"),
  billsSent: bill("r.kind = 'billVerification'"),
  billsVerified: bill("b.result <> 'pending'"),
  billsCounterfeit: bill("b.result = 'counterfeit'"),
  peopleIndicted: progress('indicted'),
  peopleJudged: progress('judged'),
}
