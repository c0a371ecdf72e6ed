import { department, diagnosis, item } from './catalogue'
import { sessionLines } from './chronic'
import { chargesOf, nights, repeatedly, type Scene, sourceOf, truthOf, visitsOf } from './scenes'
import { addVisits } from './visits'

/** M05: an organ that was taken out is taken out again elsewhere, or somebody of the other sex came with the card. */
const somebodyElse: Scene = {
  casts: [{ model: 'M05', cases: 30, ages: [30, 60] }],
  play: ({ register: { of } }) => [
    ...[0, 1].map((slot) =>
      visitsOf('M05', {
        where: 'k % 2 = 0',
        slot: `${slot}`,
        inst: slot === 0 ? 'hospital' : `CASE WHEN hospital = ${of.city.from} THEN ${of.city.from + 1} ELSE ${of.city.from} END`,
        ...nights(slot * 60 - 55, 5),
        dept: department('surgery'),
        diag: diagnosis('gallstone'),
      }),
    ),
    visitsOf('M05', {
      where: 'k % 2 = 1',
      inst: 'hospital',
      med: '11',
      beg: 'at_minute(d, 600)',
      fin: 'at_minute(d, 620)',
      dept: department('general'),
      diag: diagnosis('checkup'),
    }),
    ...chargesOf('M05', 0, [
      { item: item('clinic'), where: 'k % 2 = 1' },
      { item: item('cbc'), where: 'k % 2 = 1' },
    ]),
    `INSERT INTO seen SELECT v, 1 + male FROM visit JOIN person USING (psn) WHERE v // 100000000000 = ${sourceOf('M05')} AND k % 2 = 1`,
    truthOf('M05', 'person'),
  ],
}

/** M06: eight cards at one counter in eight minutes of the night, each for two hundred yuan. Near: five, earlier in the evening. */
const cards: Scene = {
  casts: [
    { model: 'M06', cases: 10, least: 4, people: 8 },
    { model: 'M06n', cases: 8, least: 3, people: 5 },
  ],
  play: ({ register: { of } }) => [
    ...['M06', 'M06n'].flatMap((model) => {
      const beg = model === 'M06' ? 'at_minute(d, 1370 + role)' : 'at_minute(d, 1230 + role * 2 + role % 2)'
      return [
        visitsOf(model, {
          inst: `${of.pharmacy.from} + (k * 5 + ${model === 'M06' ? 0 : 2}) % ${of.pharmacy.count}`,
          med: '41',
          beg,
          fin: `${beg} + INTERVAL 1 MINUTE`,
          setl: `${beg} + INTERVAL 1 MINUTE`,
          opter: '1',
          dept: department('pharmacy'),
          diag: 'NULL',
          pay: '1',
        }),
        ...chargesOf(model, 0, [{ item: item('calciumD'), price: model === 'M06' ? '200' : '31.7', after: '0 MINUTE' }]),
      ]
    }),
    truthOf('M06', 'institution', { where: 'role = 0', period: `strftime(beg, '%Y-%m-%d')` }),
  ],
}

/** M18: seventeen sessions in a month; sessions for which no dialyser was used (cast as M48). Near: fourteen sessions, each with its own. */
const sessions: Scene = {
  casts: [
    { model: 'M18', cases: 20, ages: [45, 70] },
    { model: 'M18n', cases: 10, least: 3, ages: [45, 70] },
    { model: 'M48', cases: 8, least: 3, people: 3, ages: [45, 70] },
  ],
  play: ({ register: { of } }) => {
    const at = `date_trunc('month', on_day(d))::TIMESTAMP + to_minutes(floor(slot * 1.6)::BIGINT * 1440 + 500 + psn % 120)`
    const centre = {
      M18: `${of.county.from} + psn % ${of.county.count - 1}`,
      M18n: `${of.county.from} + psn % ${of.county.count - 1}`,
      M48: `${of.township.from} + k % ${of.township.count}`,
    }
    return [
      ...(['M18', 'M18n', 'M48'] as const).flatMap((model) => [
        addVisits({
          source: sourceOf(model),
          from: repeatedly(model, { M18: 17, M18n: 14, M48: 12 }[model]),
          slot: 'slot',
          inst: centre[model],
          med: '14',
          beg: at,
          fin: `${at} + INTERVAL 4 HOUR`,
          setl: `${at} + to_minutes(250 + slot)`,
          dept: department('dialysis'),
          diag: diagnosis('uraemia'),
        }),
        sessionLines(sourceOf(model)),
      ]),
      `DELETE FROM line WHERE v // 100000000000 = ${sourceOf('M48')} AND item = ${item('dialyzer')} AND v % 1000 < 2`,
      truthOf('M18', 'person', { period: `strftime(beg, '%Y-%m')` }),
      `INSERT INTO truth SELECT DISTINCT 'M18', 'institution', NULL::INTEGER, NULL::BIGINT, NULL, strftime(beg, '%Y-%m'), inst FROM visit WHERE v // 100000000000 = ${sourceOf('M48')}`,
    ]
  },
}

const trainings = ['motion', 'occupation', 'balance', 'walking', 'hand', 'speech', 'swallow', 'current', 'joint', 'wax']

/** M19: ten trainings in a day. M28: a therapist with sixteen hours. Near: seven trainings; a therapist with ten hours less a bit. */
const training: Scene = {
  casts: [
    { model: 'M19', cases: 30, ages: [50, 75] },
    { model: 'M19n', cases: 15, ages: [50, 75] },
    { model: 'M28', cases: 10, least: 4, people: 4, ages: [50, 75] },
    { model: 'M28n', cases: 8, least: 3, people: 2, ages: [50, 75] },
  ],
  play: ({ register: { of } }) => [
    ...[
      { model: 'M19', many: 10, ther: '500 + k' },
      { model: 'M19n', many: 7, ther: '700 + k' },
      { model: 'M28', many: 6, ther: '300 + k' },
      { model: 'M28n', many: 6, ther: '400 + k' },
    ].flatMap(({ model, many, ther }) => [
      visitsOf(model, {
        inst: `${of.city.from} + k % ${of.city.count}`,
        med: '11',
        beg: 'at_minute(d, 490 + role * 3)',
        fin: 'at_minute(d, 1070)',
        dept: department('rehab'),
        diag: diagnosis('hemiplegia'),
        ther,
      }),
      ...chargesOf(
        model,
        0,
        trainings.slice(0, many).map((key, nth) => ({ item: item(key), after: `${nth * 55} MINUTE` })),
      ),
    ]),
    truthOf('M19', 'person', { period: `strftime(beg, '%Y-%m-%d')` }),
    truthOf('M28', 'staff', {
      period: `strftime(beg, '%Y-%m-%d')`,
      where: 'role = 0',
      word: `doctor_word(inst, ${department('rehab')}, ther)`,
    }),
  ],
}

/** M25: ten of one address, together at one clinic on five days, too slow for M06, with nothing to pay. Near: a family of five; a home's ten, who pay their share. */
const together: Scene = {
  casts: [
    { model: 'M25', cases: 5, least: 2, people: 10, together: true },
    { model: 'M25n', cases: 4, least: 2, people: 10, together: true },
  ],
  play: ({ register: { of } }) => [
    ...['M25', 'M25n'].flatMap((model) => [
      addVisits({
        source: sourceOf(model),
        from: repeatedly(model, 5, model === 'M25' ? 'true' : 'k % 2 = 0 OR role < 5'),
        slot: 'slot',
        inst: `${of.clinic.from} + k % ${of.clinic.count}`,
        med: '11',
        beg: 'at_minute(d + slot * 7, 600 + role * 12)',
        fin: 'at_minute(d + slot * 7, 610 + role * 12)',
        setl: 'at_minute(d + slot * 7, 611 + role * 12)',
        dept: department('general'),
        diag: diagnosis('backPain'),
        pay: model === 'M25' ? '2' : 'CASE WHEN k % 2 = 0 THEN 0 ELSE 2 END',
      }),
      ...chargesOf(model, 'any', [{ item: item('clinic') }, { item: item('plaster'), cnt: 2 }]),
    ]),
    truthOf('M25', 'institution', { where: 'role = 0' }),
  ],
}

export const crowdScenes: readonly Scene[] = [somebodyElse, cards, sessions, training, together]
