import { department, diagnosis, item } from './catalogue'
import { sendingCounty } from './institutions'
import { casesAt, chargesOf, dailyOf, nights, type Scene, truthOf, visitsOf } from './scenes'

const ward = { dept: department('resp'), diag: diagnosis('bronchitis') }

/** M01: six of a house, admitted on one day, examined and hardly treated, with nothing to pay. Near: four of a house, truly ill. */
const emptyStays: Scene = {
  casts: [
    { model: 'M01', cases: 10, least: 2, people: 6, ages: [58, 80], together: true },
    { model: 'M01n', cases: 6, least: 1, people: 4, ages: [58, 80], together: true },
  ],
  play: ({ register: { of } }) => [
    ...['M01', 'M01n'].map((model) =>
      visitsOf(model, {
        inst: `${of.township.from} + k % ${of.township.count}`,
        ...nights(0, 6),
        ...ward,
        pay: '2',
        care: model === 'M01n',
      }),
    ),
    dailyOf('M01', [item('bed'), item('consult'), item('nurse3')], 0, 6),
    dailyOf('M01n', [item('infusionNext')], 0, 6),
    ...chargesOf('M01', 0, [
      ...['chestCt', 'mri', 'heartUs', 'neckUs', 'abdUs', 'lipid', 'liver', 'kidney', 'coag', 'hepb'].map((key) => ({
        item: item(key),
        after: '30 MINUTE',
      })),
      { item: item('infusion'), after: '50 MINUTE' },
    ]),
    truthOf('M01', 'stay'),
  ],
}

/** M03: a bed for nine days, care on two of them. Near: two days of leave out of nine. */
const emptyBed: Scene = {
  casts: [
    { model: 'M03', cases: 30 },
    { model: 'M03n', cases: 20 },
  ],
  play: () => [
    ...['M03', 'M03n'].map((model) => visitsOf(model, { inst: 'hospital', ...nights(0, 9), ...ward, care: false })),
    dailyOf('M03', [item('bed')], 0, 9),
    dailyOf('M03', [item('consult'), item('nurse2'), item('infusion'), item('ambroxol'), item('saline')], 0, 2, 9400),
    dailyOf('M03n', [item('bed'), item('consult'), item('nurse2'), item('infusion'), item('ambroxol')], 0, 5),
    dailyOf('M03n', [item('bed'), item('consult'), item('nurse2'), item('infusion'), item('ambroxol')], 7, 9),
    ...['M03', 'M03n'].flatMap((model) => chargesOf(model, 0, [{ item: item('cbc') }, { item: item('crp') }])),
    truthOf('M03', 'stay'),
  ],
}

/** M29: charged days before admission or days after discharge, and not as drugs taken home. */
const outOfTime: Scene = {
  casts: [{ model: 'M29', cases: 40 }],
  play: () => [
    visitsOf('M29', { inst: 'hospital', ...nights(0, 5), ...ward }),
    ...chargesOf('M29', 0, [
      { item: item('nebul'), after: '8 DAY', where: 'k % 2 = 0' },
      { item: item('crp'), after: '(-3) DAY', where: 'k % 2 = 1' },
    ]),
    truthOf('M29', 'stay'),
  ],
}

/** M26: a hospital that lives on one far county, dearly. Others have guests from everywhere. */
const farCounty: Scene = {
  casts: [{ model: 'M26', cases: 60, least: 24, ages: [66, 80], county: sendingCounty }],
  play: ({ register: { of } }) => [
    visitsOf('M26', {
      inst: `${of.county.from + of.county.count - 1}`,
      ...nights(0, 4),
      dept: department('ortho'),
      diag: diagnosis('hipFracture'),
    }),
    `INSERT INTO truth SELECT 'M26', 'institution', NULL, NULL, NULL, '', ${of.county.from + of.county.count - 1}`,
  ],
}

/** M20: a hospital where nearly everybody admitted gets the same dear panel at once. Near: three in five, at the next. Comes after all stays. */
const samePanel: Scene = {
  casts: [],
  play: ({ register: { of }, rows }) => {
    const many = Math.min(of.county.count - 2, casesAt({ model: 'M20', cases: 1, least: 1 }, rows))
    const given = (key: string, where: string, share: number, seq: number) =>
      `INSERT INTO line SELECT v, ${seq}, ${item(key)}, beg + INTERVAL 4 HOUR, 1, NULL, 0 FROM visit WHERE med = '21' AND ${where} AND rnd(v, '${key}') < ${share}`
    return [
      given('tumour', `inst BETWEEN ${of.county.from} AND ${of.county.from + many - 1}`, 0.96, 9880),
      given('thyroid', `inst = ${of.county.from + many}`, 0.6, 9881),
      `INSERT INTO truth SELECT 'M20', 'institution', NULL, NULL, NULL, '', inst FROM visit
       WHERE med = '21' AND NOT back AND inst BETWEEN ${of.county.from} AND ${of.county.from + many - 1} GROUP BY inst HAVING count(*) >= 55`,
    ]
  },
}

export const stayScenes: readonly Scene[] = [emptyStays, emptyBed, outOfTime, farCounty, samePanel]
