import { expect, it } from 'vitest'
import { inLedgerOrder, isLate, type LedgerLine, ledgerViews, standsIn } from './ledger'

const today = '2024-06-10'
const line = (state: LedgerLine['state'], dueOn: string | null, decidedOn = '2024-05-22') => ({ state, dueOn, decidedOn })

it.each([
  ['open past its last day', line('inProgress', '2024-06-09'), ['open', 'late', 'all']],
  ['open on its last day', line('notStarted', '2024-06-10'), ['open', 'all']],
  ['open without a day', line('notStarted', null), ['open', 'all']],
  ['struck off, also after its day', line('done', '2024-06-01'), ['done', 'all']],
  ['of which the reader does not know how it goes', line(null, '2024-06-01'), ['open', 'all']],
] as const)('a decision %s stands where it belongs', (_what, one, views) => {
  expect(ledgerViews.filter((view) => standsIn(view, one, today))).toEqual(views)
  expect(isLate(one, today)).toBe((views as readonly string[]).includes('late'))
})

it('puts first what is due first, without a day after it, and at the end what is done, the newest first', () => {
  const lines = [
    line('done', '2024-06-01', '2024-05-01'),
    line('notStarted', null),
    line('done', null, '2024-05-20'),
    line('inProgress', '2024-07-01'),
    line('notStarted', '2024-06-02'),
  ]
  expect(inLedgerOrder(lines).map(({ state, dueOn, decidedOn }) => `${state} ${dueOn ?? '—'} ${decidedOn}`)).toEqual([
    'notStarted 2024-06-02 2024-05-22',
    'inProgress 2024-07-01 2024-05-22',
    'notStarted — 2024-05-22',
    'done — 2024-05-20',
    'done 2024-06-01 2024-05-01',
  ])
})
