import { department, diagnosis, item } from './catalogue'
import { chargesOf, nights, type Scene, shortly, truthOf, visitsOf } from './scenes'

const walkIn = (model: string, where: string, after: number | string, slot = 0) =>
  visitsOf(model, {
    where,
    inst: 'hospital',
    med: '11',
    ...shortly(after),
    dept: department('general'),
    diag: diagnosis('checkup'),
    slot: `${slot}`,
  })
const inWard = (model: string, where: string, key: string, many: number) =>
  visitsOf(model, {
    where,
    inst: 'hospital',
    ...nights(0, many),
    dept: department(key === 'infarct' ? 'cardio' : key === 'fracture' ? 'ortho' : 'surgery'),
    diag: diagnosis(key),
  })
const both = (model: string, cases: number, ages: readonly [number, number] = [25, 64]) => [
  { model, cases, ages },
  { model: `${model}n`, cases: cases / 2, ages },
]

/** M13: what contains or excludes the other, on the same day or in the same operation. Near: on two days. */
const twice: Scene = {
  casts: both('M13', 40),
  play: () => [
    walkIn('M13', 'k % 3 < 2', 0),
    inWard('M13', 'k % 3 = 2', 'appendicitis', 4),
    ...chargesOf('M13', 0, [
      { item: item('chestCt'), where: 'k % 3 = 0' },
      { item: item('chestCtPlus'), where: 'k % 3 = 0', after: '9 MINUTE' },
      { item: item('massage'), where: 'k % 3 = 1' },
      { item: item('joint'), where: 'k % 3 = 1', after: '40 MINUTE' },
      { item: item('adhesion'), where: 'k % 3 = 2', after: '1 DAY' },
    ]),
    truthOf('M13', 'stay'),
    walkIn('M13n', 'true', 0),
    walkIn('M13n', 'true', 12, 1),
    ...chargesOf('M13n', 0, [{ item: item('chestCt') }, { item: item('massage') }]),
    ...chargesOf('M13n', 1, [{ item: item('chestCtPlus') }, { item: item('joint') }]),
  ],
}

/** M14: glycated haemoglobin within ninety days, hepatitis C twice in a stay, the head scanned again within a week. Near: the days kept. */
const tooOften: Scene = {
  casts: both('M14', 40),
  play: () => [
    walkIn('M14', 'k % 3 <> 1', 0),
    walkIn('M14', 'k % 3 = 0', 40, 1),
    walkIn('M14', 'k % 3 = 2', 3, 1),
    inWard('M14', 'k % 3 = 1', 'gallstone', 5),
    ...[0, 1].flatMap((slot) =>
      chargesOf('M14', slot, [
        { item: item('hba1c'), where: 'k % 3 = 0' },
        { item: item('headCt'), where: 'k % 3 = 2' },
      ]),
    ),
    ...chargesOf('M14', 0, [
      { item: item('hcv'), where: 'k % 3 = 1', seq: 9201 },
      { item: item('hcv'), where: 'k % 3 = 1', after: '3 DAY', seq: 9202 },
    ]),
    truthOf('M14', 'stay', { slot: 1 }),
    truthOf('M14', 'stay', { slot: 0, where: 'k % 3 = 1' }),
    walkIn('M14n', 'true', -40),
    walkIn('M14n', 'true', 52, 1),
    ...[0, 1].flatMap((slot) => chargesOf('M14n', slot, [{ item: item('hba1c') }, { item: item('headCt') }])),
  ],
}

/** M15: dearer than the cap of the level, or more hours than a day has. Near: the cap itself, twenty-four hours. */
const tooDear: Scene = {
  casts: both('M15', 40),
  play: () => [
    ...['M15', 'M15n'].flatMap((model) => [walkIn(model, 'k % 2 = 0', 0), inWard(model, 'k % 2 = 1', 'gallstone', 5)]),
    ...chargesOf('M15', 0, [
      { item: item('abdUs'), price: '(118 + k % 9)', where: 'k % 2 = 0' },
      { item: item('oxygen'), cnt: '26 + k % 10', after: '1 DAY', where: 'k % 2 = 1' },
    ]),
    truthOf('M15', 'stay'),
    ...chargesOf('M15n', 0, [
      { item: item('abdUs'), where: 'k % 2 = 0' },
      { item: item('oxygen'), cnt: 24, after: '1 DAY', where: 'k % 2 = 1' },
    ]),
  ],
}

/** M16: all parts of a set, dearer than the set. Near: two of three parts; all of them for no more than the set. */
const takenApart: Scene = {
  casts: both('M16', 40),
  play: () => [
    ...['M16', 'M16n'].map((model) => walkIn(model, 'true', 0)),
    ...chargesOf('M16', 0, [{ item: item('panelA') }, { item: item('panelB') }, { item: item('panelC') }]),
    truthOf('M16', 'stay'),
    ...chargesOf('M16n', 0, [
      { item: item('panelA'), price: '26' },
      { item: item('panelB'), price: '26' },
      { item: item('panelC'), price: '26', where: 'k % 2 = 0' },
    ]),
  ],
}

/** M22: more screws than the plate has holes. Near: as many. The ward's own care brings a plate of eight holes and seven screws. */
const screws: Scene = {
  casts: both('M22', 30),
  play: () => [
    ...['M22', 'M22n'].map((model) => inWard(model, 'true', 'fracture', 6)),
    ...chargesOf('M22', 0, [{ item: item('screw'), cnt: '4 + k % 5', after: '2 DAY' }]),
    truthOf('M22', 'stay'),
    ...chargesOf('M22n', 0, [{ item: item('screw'), after: '2 DAY' }]),
  ],
}

/** M23: one vessel with more stents than it takes, ground without a burr, coated by balloon and stent, or widened by far too many balloons. Near: ground with a burr. */
const vessels: Scene = {
  casts: both('M23', 30, [50, 75]),
  play: () => [
    ...['M23', 'M23n'].map((model) => inWard(model, 'true', 'infarct', 6)),
    ...chargesOf('M23', 0, [
      { item: item('stent'), cnt: 4, after: '1 DAY', where: 'k % 4 = 0' },
      { item: item('rotation'), after: '1 DAY', where: 'k % 4 = 1' },
      { item: item('dcb'), after: '1 DAY', where: 'k % 4 = 2' },
      { item: item('balloon'), cnt: '12 + k % 5', after: '1 DAY', where: 'k % 4 = 3' },
    ]),
    truthOf('M23', 'stay'),
    ...chargesOf('M23n', 0, [
      { item: item('rotation'), after: '1 DAY' },
      { item: item('burr'), after: '1 DAY' },
    ]),
  ],
}

export const chargeScenes: readonly Scene[] = [twice, tooOften, tooDear, takenApart, screws, vessels]
