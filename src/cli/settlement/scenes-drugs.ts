import { department, diagnosis, item } from './catalogue'
import { chargesOf, playing, repeatedly, type Scene, type Stage, sourceOf, truthOf, visitsOf } from './scenes'
import { addVisits } from './visits'

const shop = ({ register: { of } }: Stage, turn: string) => `${of.pharmacy.from} + (${turn})::INTEGER % ${of.pharmacy.count}`
const minute = "540 + floor(rnd(psn * 100 + slot, 'minute') * 400)"
const onDay = (day: string) => ({ beg: `at_minute(${day}, ${minute})`, fin: `at_minute(${day}, ${minute}) + INTERVAL 15 MINUTE` })

/** M08: one watched drug at four pharmacies, each time as much as is due; or far more than anybody takes, which is M12 as well. */
const resale: Scene = {
  casts: [
    { model: 'M08', cases: 40 },
    { model: 'M08n', cases: 20 },
  ],
  play: (stage) => [
    ...[
      { model: 'M08', where: 'k % 2 = 0', times: 4, every: 28, places: 4 },
      { model: 'M08', where: 'k % 2 = 1', times: 6, every: 20, places: 1 },
      { model: 'M08n', where: 'true', times: 4, every: 28, places: 2 },
    ].map(({ model, where, times, every, places }) =>
      addVisits({
        source: sourceOf(model),
        from: repeatedly(model, times, where),
        slot: 'slot',
        inst: shop(stage, `psn + slot % ${places}`),
        med: '14',
        ...onDay(`d - 50 + slot * ${every}`),
        dept: department('pharmacy'),
        diag: diagnosis('hyperlipid'),
      }),
    ),
    ...chargesOf('M08', 'any', [{ item: item('rosuva'), cnt: 'CASE WHEN k % 2 = 0 THEN 1 ELSE 2 END' }]),
    ...chargesOf('M08n', 'any', [{ item: item('rosuva') }]),
    truthOf('M08', 'person'),
    `INSERT INTO truth SELECT 'M12', subject_type, psn, v, word, period, inst FROM truth WHERE model = 'M08' AND psn IN (SELECT psn FROM person WHERE k % 2 = 1)`,
  ],
}

/** M12: two months' supply every twenty days. Near: twelve weeks' supply every twelve weeks. */
const tooMuch: Scene = {
  casts: [
    { model: 'M12', cases: 40 },
    { model: 'M12n', cases: 20 },
  ],
  play: () => [
    ...[
      { model: 'M12', times: 4, every: 20 },
      { model: 'M12n', times: 2, every: 84 },
    ].map(({ model, times, every }) =>
      addVisits({
        source: sourceOf(model),
        from: repeatedly(model, times),
        slot: 'slot',
        inst: 'clinic',
        med: '14',
        ...onDay(`d - 20 + slot * ${every}`),
        dept: department('general'),
        diag: diagnosis('diabetes'),
      }),
    ),
    ...chargesOf('M12', 'any', [{ item: item('metformin'), cnt: 2 }]),
    ...chargesOf('M12n', 'any', [{ item: item('valsartan'), cnt: 3 }]),
    truthOf('M12', 'person'),
  ],
}

/** M17: sold in a month and never on the shelf. The stock knows nothing of these sales. Near: two packs, which anybody may miscount. */
const neverBought: Scene = {
  casts: [
    { model: 'M17', cases: 30, people: 6 },
    { model: 'M17n', cases: 20 },
  ],
  play: (stage) => {
    const at = `date_trunc('month', on_day(d))::TIMESTAMP + to_minutes((2 + role * 4)::BIGINT * 1440 + 570 + psn % 300)`
    return [
      ...['M17', 'M17n'].flatMap((model) => [
        visitsOf(model, {
          inst: shop(stage, `${model === 'M17' ? 'k' : 'k + 7'}`),
          med: '41',
          beg: at,
          fin: `${at} + INTERVAL 10 MINUTE`,
          dept: department('pharmacy'),
          diag: 'NULL',
          pay: '1',
        }),
        ...chargesOf(model, 0, [
          {
            item: model === 'M17' ? `[${['eyeDrop', 'calciumD', 'plaster', 'montmor'].map(item)}][1 + k % 4]` : item('loratadine'),
            cnt: model === 'M17' ? '4 + k % 3' : 2,
          },
        ]),
      ]),
      truthOf('M17', 'institution', { period: `strftime(beg, '%Y-%m')`, where: 'role = 0' }),
    ]
  },
}

/** M27: albumin month by month, then four times as much. Near: the same leap below the floor of money. */
const surge: Scene = {
  casts: [
    { model: 'M27', cases: 3, least: 2, people: 18 },
    { model: 'M27n', cases: 2, least: 1, people: 12 },
  ],
  play: ({ register: { of } }) => {
    const inst = { M27: `${of.county.from} + 1 + k % ${of.county.count - 2}`, M27n: `${of.city.from} + k % ${of.city.count}` }
    // Month 0 is that of the leap; four of the people came in each of the ten months before.
    const at = `(date_trunc('month', on_day(d)) - to_months(slot))::TIMESTAMP + to_minutes((1 + role % 25)::BIGINT * 1440 + 600 + psn % 60)`
    return (['M27', 'M27n'] as const)
      .flatMap((model) => [
        addVisits({
          source: sourceOf(model),
          from: `(SELECT * FROM ${repeatedly(model, 11)} WHERE slot = 0 OR role < ${model === 'M27' ? 4 : 3})`,
          slot: 'slot',
          inst: inst[model],
          med: '11',
          beg: at,
          fin: `${at} + INTERVAL 2 HOUR`,
          dept: department('onco'),
          diag: diagnosis('lungCancer'),
        }),
        ...chargesOf(model, 'any', [
          { item: item('clinic') },
          { item: item('infusion') },
          { item: item('albumin'), cnt: model === 'M27' ? 8 : 7 },
        ]),
      ])
      .concat(truthOf('M27', 'institution', { where: 'role = 0', period: `strftime(beg, '%Y-%m')` }))
  },
}

/** M33: a pharmacy that sells prescription drugs without one, late in the evenings of a month. */
const noPrescription: Scene = {
  casts: [{ model: 'M33', cases: 6, least: 2, people: 14 }],
  play: ({ register: { of } }) => {
    const late = `date_trunc('month', on_day(d))::TIMESTAMP + to_minutes(role::BIGINT * 1440 + 1320 + floor(rnd(psn, 'late') * 100)::BIGINT)`
    return [
      addVisits({
        source: sourceOf('M33'),
        from: playing('M33'),
        inst: `${of.pharmacy.from + of.pharmacy.count - 1} - k % ${of.pharmacy.count}`,
        med: '41',
        beg: late,
        fin: `${late} + INTERVAL 10 MINUTE`,
        dept: department('pharmacy'),
        diag: 'NULL',
        pay: '1',
        norx: true,
      }),
      ...chargesOf('M33', 0, [
        { item: `CASE WHEN role % 2 = 0 THEN ${item('valsartan')} ELSE ${item('metformin')} END`, price: '50', cnt: 2 },
      ]),
      truthOf('M33', 'institution', { where: 'role = 0', period: `strftime(beg, '%Y-%m')` }),
    ]
  },
}

export const drugScenes: readonly Scene[] = [resale, tooMuch, neverBought, surge, noPrescription]
