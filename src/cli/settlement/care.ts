import type { Department } from '#messages/zh/demo-settlement-names'
import { diagnosis, item } from './catalogue'

/** What a stay is given: item, first day, every so many days, last day (or to the end), quantity, and how often it is given at all. */
type Given = readonly [key: string, first: number, every: number, last: number | null, quantity: number, chance: number]

const once = (key: string, chance: number, day = 0): Given => [key, day, 100, null, 1, chance]
const daily = (key: string, quantity = 1, chance = 1): Given => [key, 0, 1, null, quantity, chance]

const ward: readonly Given[] = [
  daily('bed'),
  daily('consult'),
  daily('nurse2'),
  once('cbc', 0.55),
  once('liver', 0.5),
  once('kidney', 0.5),
  once('urine', 0.45),
  once('ecg', 0.55),
  once('glucose', 0.5),
]
const drip: readonly Given[] = [daily('saline', 2), daily('infusion'), daily('infusionNext'), daily('set')]

const byDepartment: Partial<Record<Department, readonly Given[]>> = {
  resp: [...drip, daily('ambroxol', 2), daily('nebul', 2), daily('oxygen', 12, 0.5), once('chestCt', 0.55), once('crp', 0.5)],
  cardio: [
    ...drip,
    daily('monitor', 24, 0.6),
    daily('oxygen', 10, 0.6),
    once('troponin', 0.88),
    once('heartUs', 0.55),
    daily('alprostadil', 1, 0.5),
  ],
  neuro: [
    ...drip,
    daily('butyl', 2, 0.3),
    daily('ginkgo', 3, 0.4),
    once('headCt', 0.55),
    once('mri', 0.4, 1),
    daily('acupuncture', 1, 0.7),
  ],
  surgery: [...drip, daily('omepIv'), daily('dressing'), once('abdUs', 0.55), once('coag', 0.55), once('hepb', 0.5), daily('cefurox', 2)],
  ortho: [...drip, daily('dressing'), once('xray', 0.55), once('coag', 0.55), daily('phototherapy', 2), daily('cefurox', 2)],
  gyn: [...drip, daily('dressing'), once('wombUs', 0.5), once('coag', 0.5), once('hepb', 0.5), daily('cefurox', 2)],
  onco: [...drip, daily('chemo'), once('paclitaxel', 1, 1), daily('dexa', 2), once('liver', 0.3, 2)],
  nephro: [...drip, daily('alprostadil'), once('abdUs', 0.55), daily('omepIv')],
  paeds: [...drip, daily('ambroxol'), daily('nebul', 2), once('crp', 0.55), once('xray', 0.3)],
}

const byDiagnosis: Readonly<Record<string, readonly Given[]>> = {
  pneumonia: [daily('cefoSul', 2, 0.3), daily('pipTazo', 2, 0.3), daily('meropenem', 3, 0.05)],
  infarct: [once('pci', 1, 1), once('angio', 1, 1), once('guideWire', 1, 1)],
  appendicitis: [once('appendix', 1, 1), once('anaesthesia', 1, 1)],
  gallstone: [once('gallbladder', 1, 1), once('anaesthesia', 1, 1)],
  herniaDx: [once('hernia', 1, 1)],
  fracture: [once('plating', 1, 2), once('anaesthesia', 1, 2), once('plate', 1, 2), ['screw', 2, 100, null, 7, 1]],
  hipFracture: [once('anaesthesia', 1, 2), once('implant', 1, 2)],
  myoma: [once('womb', 1, 1), once('anaesthesia', 1, 1)],
  birth: [once('delivery', 1), once('oxytocin', 1), once('newborn', 0.1, 1)],
}

/** Diagnoses that fill beds: department, sex and age that they take, nights, and how often among a person's stays. */
export const wardDiagnoses: readonly {
  key: string
  dept: Department
  nights: readonly [number, number]
  share: number
  who: string
}[] = [
  { key: 'pneumonia', dept: 'resp', nights: [6, 11], share: 12, who: 'years > 14' },
  { key: 'bronchitis', dept: 'resp', nights: [4, 8], share: 9, who: 'years > 14' },
  { key: 'copd', dept: 'resp', nights: [6, 12], share: 7, who: 'years > 50' },
  { key: 'angina', dept: 'cardio', nights: [5, 9], share: 11, who: 'years > 45' },
  { key: 'heartFailure', dept: 'cardio', nights: [6, 12], share: 7, who: 'years > 55' },
  { key: 'infarct', dept: 'cardio', nights: [5, 9], share: 3, who: 'years > 45' },
  { key: 'stroke', dept: 'neuro', nights: [8, 14], share: 12, who: 'years > 45' },
  { key: 'dizziness', dept: 'neuro', nights: [4, 8], share: 8, who: 'years > 30' },
  { key: 'appendicitis', dept: 'surgery', nights: [4, 7], share: 2, who: 'years BETWEEN 10 AND 60 AND slot = 3' },
  { key: 'gallstone', dept: 'surgery', nights: [4, 8], share: 3, who: 'years > 25 AND slot = 5' },
  { key: 'herniaDx', dept: 'surgery', nights: [3, 6], share: 3, who: 'years > 30 AND slot = 7' },
  { key: 'fracture', dept: 'ortho', nights: [9, 16], share: 4, who: 'years > 14' },
  { key: 'hipFracture', dept: 'ortho', nights: [10, 17], share: 2, who: 'years > 65 AND slot = 4' },
  { key: 'myoma', dept: 'gyn', nights: [6, 9], share: 3, who: 'male = 0 AND years BETWEEN 32 AND 54 AND slot = 6' },
  { key: 'birth', dept: 'gyn', nights: [2, 4], share: 6, who: 'male = 0 AND years BETWEEN 21 AND 40 AND slot = 8' },
  { key: 'nephritis', dept: 'nephro', nights: [6, 11], share: 3, who: 'years > 20' },
  { key: 'bronchKid', dept: 'paeds', nights: [4, 8], share: 25, who: 'years <= 12' },
]

export const departmentOf = (key: string): Department =>
  wardDiagnoses.find((one) => one.key === key)?.dept ?? (key === 'chemoDx' ? 'onco' : 'neuro')

/** What each diagnosis is given, one row per item; `nth` keeps the lines of a stay apart. */
export function careTable(): string {
  const keys = [...wardDiagnoses.map(({ key }) => key), 'chemoDx', 'psychosis']
  const rows = keys.flatMap((key) =>
    [...ward, ...(byDepartment[departmentOf(key)] ?? []), ...(byDiagnosis[key] ?? [])].map(
      ([what, first, every, last, quantity, chance], nth) =>
        `(${diagnosis(key)}, ${nth}, ${item(what)}, ${first}, ${every}, ${last ?? 'NULL'}::INTEGER, ${quantity}::DECIMAL(9,3), ${chance}::DOUBLE)`,
    ),
  )
  return `CREATE TABLE care AS SELECT * FROM (VALUES ${rows.join(', ')}) AS t(diag, nth, item, first, every, last, cnt, chance)`
}
