import { department, diagnosis, item } from './catalogue'
import { chargesOf, type Scene, shortly, truthOf, visitsOf } from './scenes'

const walkIn = (model: string, where = 'true', back = 'false') =>
  visitsOf(model, { where, inst: 'clinic', med: '11', ...shortly(0), dept: department('general'), diag: diagnosis('checkup'), back })

/** M09: charged to the other sex. Near: taken back. The right sex stands in everybody's life, and drugs with a misleading name. */
const otherSex: Scene = {
  casts: [
    { model: 'M09', cases: 40, ages: [30, 60] },
    { model: 'M09n', cases: 20, ages: [30, 60] },
  ],
  play: () => [
    walkIn('M09'),
    ...chargesOf('M09', 0, [
      { item: item('clinic') },
      {
        item: `CASE WHEN male = 1 THEN [${item('smear')}, ${item('wombUs')}, ${item('gynSupp')}][1 + k % 3] ELSE [${item('prostateUs')}, ${item('psa')}, ${item('prostCap')}][1 + k % 3] END`,
      },
    ]),
    truthOf('M09', 'settlement'),
    walkIn('M09n', 'true', 'k % 2 = 0'),
    ...chargesOf('M09n', 0, [
      { item: item('clinic') },
      { item: `CASE WHEN male = 1 THEN ${item('smear')} ELSE ${item('psa')} END`, flag: 'back', where: 'k % 2 = 1' },
      { item: `CASE WHEN male = 1 THEN ${item('smear')} ELSE ${item('psa')} END`, where: 'k % 2 = 0' },
      { item: item('alprostadil') },
    ]),
  ],
}

/** M10: what is for children, charged to grown-ups. Near: the fourteenth year itself. */
const otherAge: Scene = {
  casts: [
    { model: 'M10', cases: 40, ages: [20, 70] },
    { model: 'M10n', cases: 30, ages: [12.2, 13.6] },
  ],
  play: () => [
    ...['M10', 'M10n'].flatMap((model) => [
      walkIn(model),
      ...chargesOf(model, 0, [
        { item: item('clinic') },
        { item: `[${item('digestKid')}, ${item('kidsCough')}, ${item('scale')}][1 + k % 3]` },
        { item: item('cbc') },
      ]),
    ]),
    truthOf('M10', 'settlement'),
  ],
}

/** M07: one pack sold twice to the fund. Near: brought back in between; first sold for cash; opened and sold by the strip. */
const soldTwice: Scene = {
  casts: [
    { model: 'M07', cases: 60, people: 2 },
    { model: 'M07n', cases: 45, least: 9, people: 2 },
  ],
  play: ({ register: { of } }) => {
    const shop = `${of.pharmacy.from} + (k * 3 + CASE WHEN k % 3 = 0 THEN 0 ELSE role * 2 END) % ${of.pharmacy.count}`
    const code = (model: string) =>
      `'8' || lpad(((hash(k, '${model}', 'pack') % 1000000000)::BIGINT * 7919)::VARCHAR, 13, '0') || lpad(k::VARCHAR, 6, '1')`
    const buys = (model: string) => [
      visitsOf(model, {
        inst: shop,
        med: '41',
        ...shortly('role * (7 + k % 20)'),
        dept: department('pharmacy'),
        diag: 'NULL',
        pay: `CASE WHEN '${model}' = 'M07n' AND k % 3 = 1 AND role = 0 THEN 3 ELSE 1 END`,
      }),
      ...chargesOf(model, 0, [
        {
          item: `[${item('coldRelief')}, ${item('plaster')}, ${item('calciumD')}][1 + k % 3]`,
          seq: 1,
          cnt: model === 'M07n' ? 'CASE WHEN k % 3 = 2 THEN 0.5 ELSE 1 END' : 1,
          where: model === 'M07n' ? 'NOT (k % 3 = 0 AND role = 0)' : 'true',
        },
        { item: item('coldRelief'), seq: 1, flag: 'back', where: model === 'M07n' ? 'k % 3 = 0 AND role = 0' : 'false' },
        { item: item('banlangen'), seq: 2 },
      ]),
      `INSERT INTO pack SELECT v, 1, ${code(model)}, ${model === 'M07n'} AND k % 3 = 2 FROM visit JOIN person USING (psn)
       WHERE v // 100000000000 = ${model === 'M07' ? 107 : 207}`,
    ]
    return [...buys('M07'), ...buys('M07n'), truthOf('M07', 'trace_code', { where: 'role = 0', word: code('M07') })]
  },
}

export const limitScenes: readonly Scene[] = [otherSex, otherAge, soldTwice]
