import { department, diagnosis, item } from './catalogue'
import { chargesOf, nights, type Scene, shortly, truthOf, visitsOf } from './scenes'

const elsewhere = (register: { of: { county: { from: number; count: number } } }) =>
  `CASE WHEN hospital = ${register.of.county.from} THEN ${register.of.county.from + 1} ELSE ${register.of.county.from} END`
const ward = { dept: department('resp'), diag: diagnosis('pneumonia') }

/** M02: one illness, one hospital, out and in again within three days. Clear of the turn of the year, at which accounts are closed. */
const split: Scene = {
  casts: [
    { model: 'M02', cases: 40 },
    { model: 'M02n', cases: 60, least: 10 },
  ],
  play: ({ register }) => [
    visitsOf('M02', { inst: 'hospital', ...nights('80 - (d - 300) // 2', 7), ...ward, slot: '0' }),
    visitsOf('M02', { inst: 'hospital', ...nights('80 - (d - 300) // 2 + 8 + k % 3', 6), ...ward, slot: '1' }),
    truthOf('M02', 'stay', { slot: 1 }),
    // Near: five days between; another illness; another hospital; accounts closed at the turn of the year; the long stays of psychiatry.
    visitsOf('M02n', { where: 'k % 5 < 3', inst: 'hospital', ...nights('80 - (d - 300) // 2', 7), ...ward, slot: '0' }),
    visitsOf('M02n', { where: 'k % 5 = 0', inst: 'hospital', ...nights('80 - (d - 300) // 2 + 12', 6), ...ward, slot: '1' }),
    visitsOf('M02n', {
      where: 'k % 5 = 1',
      inst: 'hospital',
      ...nights('80 - (d - 300) // 2 + 9', 6),
      dept: department('ortho'),
      diag: diagnosis('fracture'),
      slot: '1',
    }),
    visitsOf('M02n', { where: 'k % 5 = 2', inst: elsewhere(register), ...nights('80 - (d - 300) // 2 + 8', 6), ...ward, slot: '1' }),
    visitsOf('M02n', { where: 'k % 5 = 3', inst: 'hospital', ...nights('364 - d - 9', 9), ...ward, slot: '0' }),
    visitsOf('M02n', { where: 'k % 5 = 3', inst: 'hospital', ...nights('365 - d', 6), ...ward, slot: '1' }),
    ...[0, 1].map((slot) =>
      visitsOf('M02n', {
        where: 'k % 5 = 4',
        inst: 'hospital',
        ...nights(slot * 25, 24),
        dept: department('neuro'),
        diag: diagnosis('psychosis'),
        slot: `${slot}`,
      }),
    ),
  ],
}

/** M04: in a bed, too long to look like M01, and paid for elsewhere: a walk-in, a purchase from the pooled fund, a bed in another hospital. */
const overlap: Scene = {
  casts: [
    { model: 'M04', cases: 40 },
    { model: 'M04n', cases: 60, least: 10 },
  ],
  play: ({ register }) => [
    ...['M04', 'M04n'].map((model) => visitsOf(model, { inst: 'hospital', ...nights(0, 12), ...ward, slot: '0', pay: '0' })),
    visitsOf('M04', {
      where: 'k % 3 = 0',
      inst: 'clinic',
      med: '11',
      ...shortly(4),
      dept: department('general'),
      diag: diagnosis('gastritis'),
      slot: '1',
      pay: '0',
    }),
    visitsOf('M04', {
      where: 'k % 3 = 1',
      inst: 'pharmacy',
      med: '41',
      ...shortly(5),
      dept: department('pharmacy'),
      diag: 'NULL',
      slot: '1',
      pay: '0',
    }),
    visitsOf('M04', {
      where: 'k % 3 = 2',
      inst: elsewhere(register),
      ...nights(3, 4),
      dept: department('ortho'),
      diag: diagnosis('fracture'),
      slot: '1',
      pay: '0',
    }),
    ...chargesOf('M04', 1, [
      { item: item('clinic'), where: 'k % 3 = 0' },
      { item: item('omeprazole'), cnt: 2, where: 'k % 3 < 2' },
      { item: item('abdUs'), where: 'k % 3 = 0' },
    ]),
    truthOf('M04', 'person'),
    // Near: the family's own account; the chronic illness's refill; the first day and the last; a settlement that was taken back.
    ...[
      { of: 0, inst: 'pharmacy', med: '41', after: 4, pay: '1', back: 'false', dept: department('pharmacy') },
      { of: 1, inst: 'clinic', med: '14', after: 4, pay: '0', back: 'false', dept: department('general') },
      { of: 2, inst: 'clinic', med: '11', after: 0, pay: '0', back: 'false', dept: department('general') },
      { of: 3, inst: 'pharmacy', med: '41', after: 12, pay: '0', back: 'false', dept: department('pharmacy') },
      { of: 4, inst: 'clinic', med: '11', after: 5, pay: '0', back: 'true', dept: department('general') },
    ].map(({ of, after, ...visit }) =>
      visitsOf('M04n', {
        where: `k % 5 = ${of}`,
        ...visit,
        ...shortly(after, of === 2 ? 1000 : 560),
        diag: diagnosis('gastritis'),
        slot: '1',
      }),
    ),
    ...chargesOf('M04n', 1, [{ item: item('omeprazole'), cnt: 2 }]),
  ],
}

/** M24: charged days after death. Near: care on the last day, an account closed after the funeral, a charge that was taken back. */
const afterDeath: Scene = {
  casts: [
    { model: 'M24', cases: 30, ages: [66, 90] },
    { model: 'M24n', cases: 45, least: 9, ages: [66, 90] },
  ],
  play: () => [
    visitsOf('M24', {
      inst: 'clinic',
      med: '11',
      ...shortly('3 + k % 25'),
      dept: department('general'),
      diag: diagnosis('gastritis'),
      slot: '0',
      pay: '0',
    }),
    ...chargesOf('M24', 0, [{ item: item('clinic') }, { item: item('omeprazole'), cnt: 2 }, { item: item('liver') }]),
    truthOf('M24', 'person'),
    visitsOf('M24n', {
      where: 'k % 3 < 2',
      inst: 'hospital',
      beg: 'at_minute(d - 6, 540)',
      fin: 'at_minute(d, 1000)',
      setl: 'at_minute(d + CASE WHEN k % 3 = 0 THEN 0 ELSE 6 END, 1030)',
      care: true,
      ...ward,
    }),
    visitsOf('M24n', {
      where: 'k % 3 = 2',
      inst: 'clinic',
      med: '11',
      ...shortly(9),
      dept: department('general'),
      diag: diagnosis('gastritis'),
      back: 'true',
    }),
    ...chargesOf('M24n', 0, [{ item: item('omeprazole'), where: 'k % 3 = 2' }]),
  ],
}

export const conflictScenes: readonly Scene[] = [split, overlap, afterDeath]
