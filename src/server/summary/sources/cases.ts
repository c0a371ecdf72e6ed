import type { MoneyKind } from '#domain/case/money'
import { beijingDayOf, ofCascade, type RowSource } from '../row-source'

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
  on: 'm.occurred_on',
  where: `${ofCascade('m')} AND m.kind = '${kind}' AND m.rejected_at IS NULL`,
  page: { path: '/cases/', id: 'c.id' },
})

/** Money that was posted by hand counts once a second person has confirmed it. */
const confirmed = (kind: MoneyKind) => ({ ...posted(kind), where: `${posted(kind).where} AND m.confirmed_at IS NOT NULL` })

export const caseSources = {
  casesFiled: { ...caseFile, where: `${ofCascade('c')} AND c.filed_at IS NOT NULL`, on: beijingDayOf('c.filed_at') },
  casesClosed: { ...caseFile, where: `${ofCascade('c')} AND c.state = 'closed'`, on: beijingDayOf('c.closed_at') },
  moneyFound: posted('found'),
  moneyDemanded: posted('demanded'),
  moneyRecovered: confirmed('recovered'),
  moneyAgreementRecovered: confirmed('agreementRecovered'),
  moneyFined: posted('fined'),
  moneyFinePaid: confirmed('finePaid'),
} satisfies Record<string, RowSource>
