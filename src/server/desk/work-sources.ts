import 'server-only'
import { lapsingRules } from '#domain/clock/rules'
import type { WorkKind } from '#domain/desk/work'
import { bureauAboveSql } from '../clock/bureaus'
import { leadsWaiting } from '../lead/waiting'
import { referralsWaiting } from '../referral/waiting'
import { unfiledSql } from '../self-inspection/expected'
import { actWork } from './act-work'
import { agreementWork } from './agreement-work'
import { checkWork } from './check-work'
import { consultationWork } from './consultation-work'
import { jointWork } from './joint-work'
import { letterWork } from './letter-work'
import { publicationWork } from './publication-work'
import { scoringWork } from './scoring-work'
import { stoppageWork } from './stoppage-work'
import { whistleWork } from './whistle-work'

/**
 * Where each kind of work is found, as SQL. Row policies bound every source; each asks besides for the agency that must act:
 * $1 agency, $2 person, $3 institution, $4–$5 region range, $6 department, $7 the time. `due_at` is when it runs out.
 */
type Source = {
  from: string
  id: string
  number: string
  title: string
  rule?: string
  dueAt: string
  href: string
  where: string
  /** Statutory clocks that run for this very work: its deadline is theirs, and they do not stand on the same desk a second time. */
  clocks?: {
    of: 'referral' | 'case' | 'filing' | 'letter'
    rules: string
    /** Where not for all of its rows. */
    when?: string
  }
}

const endOf = (day: string) => `(${day} + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'`

const referral = { from: 'referral r', id: 'r.id', number: 'r.number', title: 'r.title', href: "'/referrals/' || r.id" }
const runningClock = (rules: string) =>
  `(SELECT min(k.due_at) FROM statutory_clock k WHERE k.subject_type = 'referral' AND k.subject_id = r.id AND k.stopped_at IS NULL AND k.rule_id IN (${rules}))`
const caseFile = {
  from: 'case_file c',
  id: 'c.id',
  number: 'c.number',
  title: "c.party_name || '　' || c.cause",
  href: "'/cases/' || c.id",
}
const caseClock = (rules: string) =>
  `(SELECT min(k.due_at) FROM statutory_clock k WHERE k.subject_type = 'case' AND k.subject_id = c.id AND k.stopped_at IS NULL AND k.rule_id IN (${rules}))`
const lead = {
  from: 'lead l',
  id: 'l.id',
  number: 'l.number',
  title: "l.institution_name || '　' || l.behaviour",
  dueAt: endOf('l.due_on'),
  href: "'/leads/' || l.id",
}
const statement = { from: 'lead_statement s', id: 's.id', number: 's.lead_number', title: 's.agency_name' }
const filing = {
  from: 'filing f',
  id: 'f.id',
  number: 'f.number',
  title: 'f.institution_name',
  dueAt: endOf('f.due_on'),
  href: "'/self-inspections/' || f.id",
}
const campaign = {
  from: 'campaign c',
  id: 'c.id',
  number: 'c.number',
  title: 'c.name',
  dueAt: 'NULL::timestamptz',
  href: "'/campaigns/' || c.id",
}
const bulletin = {
  from: 'bulletin b',
  id: 'b.id',
  number: "coalesce(b.document_number, '')",
  title: 'b.title',
  href: "'/self-inspections/bulletins/' || b.id",
}
/** From delivery a receiver has two times: to sign for the matter and to answer it. Until it is signed for, whichever ends first stands for both. */
const receiversClocks = "'CK70', 'CK71'"
const standsForBoth = `NOT (k.rule_id IN (${receiversClocks}) AND EXISTS (SELECT 1 FROM statutory_clock e
  WHERE e.subject_type = k.subject_type AND e.subject_id = k.subject_id AND e.rule_id IN (${receiversClocks}) AND e.stopped_at IS NULL
    AND (e.due_at, e.rule_id) < (k.due_at, k.rule_id)))`
/** The deadline of a referral's next step where a statutory clock runs for it. */
const clocked = (rules: string) => ({ dueAt: runningClock(rules), clocks: { of: 'referral', rules } }) as const
const [agency, person] = ['$1', '$2']

export const workSources: Record<WorkKind, Source> = {
  clock: {
    from: 'statutory_clock k',
    id: 'k.id',
    number: 'k.subject_number',
    title: 'k.subject_title',
    rule: 'k.rule_id',
    dueAt: 'k.due_at',
    href: "CASE k.subject_type WHEN 'referral' THEN '/referrals/' WHEN 'case' THEN '/cases/' WHEN 'lead' THEN '/leads/' WHEN 'filing' THEN '/self-inspections/' WHEN 'letter' THEN '/letters/' ELSE '/campaigns/' END || k.subject_id",
    where: `k.stopped_at IS NULL AND k.paused_at IS NULL AND k.due_at < $7::timestamptz + interval '7 days' AND ${standsForBoth}
      AND k.rule_id NOT IN (${lapsingRules.map((rule) => `'${rule}'`).join()})`,
  },
  receiveReferral: {
    ...referral,
    ...clocked(receiversClocks),
    where: referralsWaiting.toReceive(agency),
  },
  answerReferral: {
    ...referral,
    ...clocked("'CK32', 'CK70'"),
    where: referralsWaiting.toAnswer(agency),
  },
  approveReferral: {
    ...referral,
    ...clocked("'CK29'"),
    where: "r.state = 'proposed' AND r.sender_agency_id = $1 AND r.proposed_by_id <> $2",
  },
  deliverReferral: { ...referral, ...clocked("'CK30'"), where: "r.state = 'approved' AND r.sender_agency_id = $1" },
  signHandover: {
    ...referral,
    from: 'referral_handover h JOIN referral r ON r.id = h.referral_id',
    // For what goes to the police; what they give back has no time of its own.
    dueAt: `CASE h.kind WHEN 'items' THEN ${runningClock("'CK38'")} END`,
    clocks: { of: 'referral', rules: "'CK38'", when: "h.kind = 'items'" },
    where: `h.signed_at IS NULL AND CASE h.kind WHEN 'items' THEN r.receiver_agency_id ELSE r.sender_agency_id END = $1`,
  },
  /** What waits for the procuratorate itself, and the silence of the police. */
  superviseFiling: {
    ...referral,
    dueAt: 'r.supervision_due_at',
    where: `r.copy_agency_id = $1 AND r.state = 'criminalCaseDeclined'
      AND (r.supervision IN ('advised', 'explained') OR r.supervision IN ('asked', 'ordered') AND r.supervision_due_at <= $7::timestamptz)`,
  },
  fileCase: {
    ...caseFile,
    dueAt: "c.proposed_at + interval '7 days'",
    where: "c.state = 'proposed' AND c.agency_id = $1 AND c.proposed_by_id <> $2",
  },
  reviewCase: {
    ...caseFile,
    dueAt: caseClock("'CK09'"),
    clocks: { of: 'case', rules: "'CK09'" },
    where:
      "c.state = 'investigating' AND c.review_asked_at IS NOT NULL AND c.legal_agreed IS NULL AND c.agency_id = $1 AND $2 NOT IN (c.proposed_by_id, c.officer_a_id, c.officer_b_id) AND $2 <> ALL (c.writer_ids) AND NOT EXISTS (SELECT FROM case_procedure p WHERE p.case_id = c.id AND (p.stage IN ('noticed', 'defence', 'hearingAsked', 'hearingSet', 'heard') OR p.suspended_at IS NOT NULL))",
  },
  confirmMoney: {
    ...caseFile,
    from: 'case_money m JOIN case_file c ON c.id = m.case_id',
    id: 'm.id',
    dueAt: "m.recorded_at + interval '3 days'",
    href: "'/cases/' || c.id || '?tab=money'",
    where:
      "m.kind IN ('recovered', 'agreementRecovered', 'finePaid', 'surchargePaid') AND m.confirmed_at IS NULL AND m.rejected_at IS NULL AND m.recorded_by_id <> $2 AND c.state <> 'closed' AND CASE WHEN (SELECT ctx_text('app.agency_kind')) = 'operator' THEN m.kind NOT IN ('finePaid', 'surchargePaid') AND c.region_no = $4 ELSE c.agency_id = $1 AND (SELECT ctx_has_role('reviewer')) END",
  },
  reviewLead: { ...lead, where: leadsWaiting.review(agency, person) },
  verifyLead: { ...lead, where: leadsWaiting.verify(agency, person) },
  answerStatement: {
    ...statement,
    dueAt: 's.due_at',
    href: "'/statements/' || s.id",
    where: `s.institution_id = $3 AND s.state = 'asked' AND s.due_at > $7::timestamptz`,
  },
  decideObjection: {
    ...statement,
    dueAt: 's.decide_by',
    href: "'/leads/' || s.lead_id",
    where: `s.agency_id = ${agency} AND s.objected_at IS NOT NULL AND s.decided_at IS NULL`,
  },
  assignLead: { ...lead, where: leadsWaiting.assign(agency, person) },
  /** Put before the bureau above whoever has the lead by now, which does not hold it itself. */
  decideEscalation: {
    ...lead,
    from: 'lead_escalation e JOIN lead l ON l.id = e.lead_id',
    id: 'e.id',
    dueAt: 'NULL::timestamptz',
    where: `e.state = 'proposed' AND l.state <> 'concluded' AND e.proposed_by_id <> $2 AND l.agency_id IS DISTINCT FROM $1 AND $1 = ${bureauAboveSql('l.region_no')}`,
  },
  reviewFiling: { ...filing, where: "f.state = 'submitted' AND f.region_no = $4 AND $4 = $5" },
  fileFiling: {
    ...filing,
    from: 'filing f JOIN institution i ON i.id = f.institution_id',
    where: `f.institution_id = $3 AND ${unfiledSql('f', 'i')}`,
  },
  confirmRefund: {
    from: 'refund r JOIN filing f ON f.id = r.filing_id',
    id: 'r.id',
    number: 'r.voucher_number',
    title: 'f.institution_name',
    dueAt: endOf('r.paid_on + 15'),
    href: "'/self-inspections/' || f.id",
    where: "r.state = 'declared' AND r.region_no = $4 AND $4 = $5 AND f.state IN ('submitted', 'accepted')",
  },
  ...checkWork,
  approveCampaign: { ...campaign, where: "c.state = 'confirmed' AND c.agency_id = $1 AND c.confirmed_by_id <> $2" },
  launchCampaign: { ...campaign, where: "c.state = 'approved' AND c.agency_id = $1" },
  signReceipt: {
    from: 'campaign_recipient p JOIN campaign c ON c.id = p.campaign_id',
    id: 'p.id',
    number: 'coalesce(c.document_number, c.number)',
    title: 'c.name',
    dueAt: "c.launched_at + interval '3 days'",
    href: "'/campaigns/' || c.id",
    where: 'p.agency_id = $1 AND p.received_at IS NULL AND c.launched_at IS NOT NULL',
  },
  doDuty: {
    from: 'duty_assignment d JOIN duty y ON y.id = d.duty_id LEFT JOIN campaign c ON c.id = d.campaign_id',
    id: 'd.id',
    number: "coalesce(y.number, '')",
    title: "y.title || coalesce('　' || c.name, '')",
    dueAt: endOf('d.due_on'),
    href: "'/campaigns/' || d.campaign_id || '/duties'",
    where: "d.agency_id = $1 AND d.state <> 'done' AND (d.owner_id IS NULL OR d.owner_id = $2)",
  },
  signReport: {
    from: 'summary_report s',
    id: 's.id',
    number: "coalesce(s.document_number, '')",
    title: 's.title',
    dueAt: "s.frozen_at + interval '3 days'",
    href: "'/summaries/' || s.id",
    where: "s.state = 'frozen' AND s.agency_id = $1 AND s.frozen_by_id <> $2",
  },
  issueBulletin: {
    ...bulletin,
    dueAt: 'NULL::timestamptz',
    where: "b.state = 'draft' AND b.agency_id = $1 AND b.drafted_by_id <> $2",
  },
  signBulletin: {
    ...bulletin,
    from: 'bulletin_receipt t JOIN bulletin b ON b.id = t.bulletin_id',
    id: 't.id',
    dueAt: "b.issued_at + interval '3 days'",
    where: 't.institution_id = $3 AND t.received_at IS NULL',
  },
  confirmInstitutionChange: {
    from: 'institution_change g JOIN institution i ON i.id = g.institution_id',
    id: 'g.id',
    number: 'i.code',
    title: 'i.name',
    dueAt: 'NULL::timestamptz',
    href: "'/institutions/' || i.id",
    where: `g.state = 'proposed' AND g.agency_id = $1 AND g.proposed_by_id <> $2
      AND NOT recused_ids($2) && ARRAY[g.institution_id, g.into_institution_id]`,
  },
  ...agreementWork,
  ...scoringWork,
  ...stoppageWork,
  ...actWork,
  ...publicationWork,
  ...letterWork,
  ...consultationWork,
  ...whistleWork,
  ...jointWork,
}
