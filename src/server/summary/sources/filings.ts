import { beijingDayOf, ofCascade, type RowSource } from '../row-source'

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
  on: beijingDayOf('f.submitted_at'),
  where: `${ofCascade('f')} AND ${filed}`,
  page: { path: '/self-inspections/', id: 'f.id' },
}

const refund = {
  from: 'refund r JOIN filing f ON f.id = r.filing_id',
  id: 'r.id',
  label: "f.institution_name || ' · ' || r.voucher_number",
  region: 'r.region_no',
  value: 'r.amount_fen',
  on: 'r.paid_on',
  page: { path: '/self-inspections/', id: 'f.id' },
}

/** By the filing that was checked: the drawing itself is the city's, and a county does not see it. */
const check = {
  from: 'spot_check_item i JOIN filing f ON f.id = i.filing_id',
  id: 'i.id',
  label: 'f.institution_name',
  region: 'i.region_no',
  on: beijingDayOf('i.checked_at'),
  value: '1',
  page: { path: '/self-inspections/', id: 'f.id' },
}

export const filingSources = {
  filingsIssued: { ...filing, where: ofCascade('f') },
  filingsSubmitted: { ...filing, where: `${ofCascade('f')} AND ${filed}`, on: beijingDayOf('f.submitted_at') },
  filingsAccepted: { ...filing, where: `${ofCascade('f')} AND f.state = 'accepted'`, on: beijingDayOf('f.reviewed_at') },
  findings: { ...finding, value: '1' },
  findingsBilled: { ...finding, value: 'g.billed_fen' },
  findingsFundLoss: { ...finding, value: 'g.fund_loss_fen' },
  refundsDeclared: { ...refund, where: `${ofCascade('r')} AND r.ledger = 'fundRefund' AND r.state <> 'rejected'` },
  refundsConfirmed: { ...refund, where: `${ofCascade('r')} AND r.ledger = 'fundRefund' AND r.state = 'confirmed'` },
  spotChecks: { ...check, where: `${ofCascade('f')} AND i.result <> 'pending'` },
  spotCheckDiscrepancies: { ...check, where: `${ofCascade('f')} AND i.result = 'discrepancy'` },
} satisfies Record<string, RowSource>
