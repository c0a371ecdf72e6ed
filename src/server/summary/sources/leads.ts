import { beijingDayOf, ofCascade, type RowSource } from '../row-source'

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
  on: beijingDayOf('l.concluded_at'),
})

export const leadSources = {
  leadsIssued: { ...lead, where: ofCascade('l') },
  leadsOpen: { ...lead, where: `${ofCascade('l')} AND l.state <> 'concluded'` },
  leadsSubstantiated: concluded('substantiated'),
  leadsPartlySubstantiated: concluded('partlySubstantiated'),
  leadsUnsubstantiated: concluded('unsubstantiated'),
  leadsUnverifiable: concluded('unverifiable'),
  leadsMerged: concluded('merged'),
  leadsWithdrawn: { ...concluded('withdrawn'), on: beijingDayOf('l.withdrawn_at') },
  leadsFundLoss: {
    ...lead,
    on: beijingDayOf('l.concluded_at'),
    value: 'l.fund_loss_fen',
    where: `${ofCascade('l')} AND l.conclusion IN ('substantiated', 'partlySubstantiated')`,
  },
} satisfies Record<string, RowSource>
