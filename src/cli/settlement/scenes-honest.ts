import { department, diagnosis, item } from './catalogue'
import { chargesOf, honestOf, nights, type Scene, shortly, visitsOf } from './scenes'

const ward = { dept: department('resp'), diag: diagnosis('pneumonia') }
const other = (register: { of: { county: { from: number } } }) =>
  `CASE WHEN hospital = ${register.of.county.from} THEN ${register.of.county.from + 1} ELSE ${register.of.county.from} END`

/** How many tablets a box of the shop below holds that charges by the tablet. */
export const tabletsOfBox = 30

/** Moved to another hospital in the afternoon of the day on which the first let them go: nothing overlaps, and nobody was sent out and in again. */
const moved: Scene = {
  casts: [{ model: 'M02h', cases: 25, least: 3 }],
  play: ({ register }) => [
    visitsOf('M02h', { inst: 'hospital', ...nights(0, 5), ...ward, slot: '0' }),
    visitsOf('M02h', {
      inst: other(register),
      beg: `at_minute(d + 5, 1010 + floor(rnd(psn, 'arrived') * 120))`,
      fin: `at_minute(d + 16, 780 + floor(rnd(psn, 'home') * 120))`,
      care: true,
      ...ward,
      slot: '1',
    }),
  ],
}

/** What M04 has to find and an officer will let go: a family that paid from the pooled fund by mistake, a first hospital that closed late. */
const explained: Scene = {
  casts: [{ model: 'M04h', cases: 1.2, least: 0 }],
  play: ({ register }) => [
    visitsOf('M04h', { inst: 'hospital', ...nights(0, 12), ...ward, slot: '0', pay: '0' }),
    visitsOf('M04h', {
      ...{ where: 'k % 2 = 0', inst: 'pharmacy', med: '41', dept: department('pharmacy'), diag: 'NULL', slot: '1', pay: '0' },
      ...shortly(5),
    }),
    visitsOf('M04h', { where: 'k % 2 = 1', inst: other(register), ...nights(8, 12), ...ward, slot: '2', pay: '0' }),
    ...chargesOf('M04h', 1, [{ item: item('omeprazole'), cnt: 2 }]),
    honestOf('M04h', 'person', 'purchase by the family from the pooled fund', { where: 'k % 2 = 0' }),
    honestOf('M04h', 'person', 'transfer that the first hospital closed late', { where: 'k % 2 = 1' }),
  ],
}

/** A surcharge for small children above the cap, which the list of prices allows and the rules delivered do not know. */
const small: Scene = {
  casts: [{ model: 'M15h', cases: 1, least: 0, ages: [2.5, 4.2] }],
  play: () => [
    visitsOf('M15h', { inst: 'hospital', med: '11', ...shortly(0), dept: department('paeds'), diag: diagnosis('checkup') }),
    ...chargesOf('M15h', 0, [{ item: item('clinic') }, { item: item('abdUs'), price: '118' }]),
    honestOf('M15h', 'stay', 'surcharge for children'),
  ],
}

/** Charged by the tablet, counted on the shelf by the box. */
const byTablet: Scene = {
  casts: [{ model: 'M17h', cases: 1, least: 0 }],
  play: ({ register: { of } }) => [
    visitsOf('M17h', {
      ...{ inst: `${of.pharmacy.from} + (k * 7 + 3) % ${of.pharmacy.count}`, med: '41', dept: department('pharmacy') },
      ...{ diag: 'NULL', pay: '1' },
      ...shortly(0),
    }),
    ...chargesOf('M17h', 0, [{ item: item('calciumD'), cnt: tabletsOfBox, price: '0.95' }]),
    honestOf('M17h', 'institution', 'charged by the tablet, counted by the box', { period: `strftime(beg, '%Y-%m')` }),
  ],
}

export const honestScenes: readonly Scene[] = [moved, explained, small, byTablet]
