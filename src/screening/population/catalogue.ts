import type { Model, ModelBeyondData } from './model'
import { overlap, splitAdmission } from './models/admissions'
import { hangingBed, outsideStay } from './models/beds'
import { overFrequency, pairedCharges } from './models/charging'
import { overPrescribing, resale } from './models/dispensing'
import { fictitiousAdmission } from './models/fictitious'
import { afterDeath, ageLimited, sexLimited } from './models/identity'
import { cathDevices, screwsAndPlates } from './models/implants'
import { outOfArea, routinePanels } from './models/peers'
import { doubleBenefit, impersonation } from './models/people'
import { overPrice, unbundling } from './models/prices'
import { clusters, pharmacyPrescriptions } from './models/shops-and-groups'
import { dialysis, stockGap } from './models/stock'
import { watchSurge } from './models/surge'
import { cardRun } from './models/terminals'
import { traceCodeReuse } from './models/trace-codes'
import { nursingGrade, upcoding } from './models/wards'
import { rehabilitation, staffCapacity } from './models/working-time'

/** The models that look at a whole population of settlements, by their number in the catalogue. */
export const populationModels: readonly Model[] = [
  fictitiousAdmission,
  splitAdmission,
  hangingBed,
  overlap,
  impersonation,
  cardRun,
  traceCodeReuse,
  resale,
  sexLimited,
  ageLimited,
  overPrescribing,
  pairedCharges,
  overFrequency,
  overPrice,
  unbundling,
  stockGap,
  dialysis,
  rehabilitation,
  routinePanels,
  screwsAndPlates,
  cathDevices,
  afterDeath,
  clusters,
  outOfArea,
  watchSurge,
  staffCapacity,
  outsideStay,
  upcoding,
  doubleBenefit,
  nursingGrade,
  pharmacyPrescriptions,
]

/** Models of the catalogue that need what no settlement folder holds. */
export const modelsBeyondData: readonly ModelBeyondData[] = [
  {
    id: 'M11',
    version: '1.0.0',
    title: '超限定支付条件',
    grade: 'medium',
    confidence: 'V2',
    basis: '《医疗保障基金使用监督管理条例》第三十八条第（六）项',
    lacks: '限定支付条件的规则表（诊断、检验值、用药线数）和检验结果',
  },
  {
    id: 'M21',
    version: '1.0.0',
    title: '影像检查虚记',
    grade: 'high',
    confidence: 'V2',
    basis: '《医疗保障基金使用监督管理条例》第四十条第（三）项',
    lacks: '影像系统（PACS）的检查序列、部位和打印记录',
  },
]
