import { department, diagnosis, item } from './catalogue'
import { chargesOf, dailyOf, nights, type Scene, truthOf, visitsOf } from './scenes'

const usual = ['consult', 'nurse2', 'infusion', 'saline', 'ambroxol', 'cefoSul'].map(item)
const inWard = (model: string, diag: string, diag2: string) =>
  visitsOf(model, { inst: 'hospital', ...nights(0, 8), dept: department('resp'), diag: diagnosis(diag), diag2, care: false })

/** M30: severe pneumonia by its code, with an ordinary pneumonia's care. Near: breathing failed, and a machine breathed. */
const codedUp: Scene = {
  casts: [
    { model: 'M30', cases: 30, ages: [45, 64] },
    { model: 'M30n', cases: 15, ages: [45, 64] },
  ],
  play: () => [
    inWard('M30', 'severe', 'NULL'),
    inWard('M30n', 'severe', `${diagnosis('respFailure')}`),
    dailyOf('M30', [item('bed'), ...usual], 0, 8),
    dailyOf('M30n', [item('bedIcu'), ...usual, item('ventilator'), item('monitor')], 0, 8),
    ...['M30', 'M30n'].flatMap((model) => chargesOf(model, 0, [{ item: item('cbc') }, { item: item('crp') }])),
    ...chargesOf('M30n', 'any', [{ item: item('ventilator'), cnt: 20, after: '2 DAY', seq: 9850 }]),
    truthOf('M30', 'stay'),
  ],
}

/** M32: the clean room's bed for a bronchitis. Near: for one whose blood has no defence left. */
const cleanRoom: Scene = {
  casts: [
    { model: 'M32', cases: 30, ages: [45, 64] },
    { model: 'M32n', cases: 15, ages: [45, 64] },
  ],
  play: () => [
    inWard('M32', 'bronchitis', 'NULL'),
    inWard('M32n', 'bronchitis', `${diagnosis('neutropenia')}`),
    ...['M32', 'M32n'].flatMap((model) => [
      dailyOf(model, [item('bedLaminar'), ...usual], 0, 8),
      ...chargesOf(model, 0, [{ item: item('cbc') }, { item: item('crp') }]),
    ]),
    truthOf('M32', 'stay'),
  ],
}

export const gradeScenes: readonly Scene[] = [codedUp, cleanRoom]
