import { type Department, departmentNames } from '../department/department'
import type { AgencyKind } from '../kernel/access'
import { isHidden } from '../kernel/secrecy'

/** What an organ's papers are numbered under: the filing of cases, the transfer of crimes, letters, reports upwards, bulletins. */
const registers = {
  filing: '立',
  transfer: '移',
  letter: '函',
  report: '报',
  bulletin: '通',
  rectification: '责改',
  priorNotice: '罚告',
  hearing: '听告',
  penalty: '罚',
  summaryPenalty: '当罚',
  handling: '处',
  noPenalty: '不罚',
  instalment: '分缴',
  demand: '催',
  suspension: '中止',
  resumption: '恢复',
  termination: '终止',
  revocation: '撤',
  surcharge: '加罚',
  enforcement: '强执',
  agreement: '协处',
  scoring: '记分',
  scoringNotice: '记分告',
  inspection: '检',
  evidence: '调证',
  appraisal: '委鉴',
  registration: '登保',
  disposal: '登处',
  sealing: '封',
  sealingExtension: '延封',
  sealingLift: '解封',
  joint: '联发',
} as const
export type NumberedAs = keyof typeof registers

/** Provinces go by their one-character names. */
const provinceCodes: Readonly<Record<string, string>> = { 山东: '鲁', 福建: '闽', 吉林: '吉' }
/** Divisions of one province that begin with a character another goes by (济宁): they go by both of theirs, for two organs with one register would each see gaps in it. */
const sharedCodes: Readonly<Record<string, string>> = { 济南: '济南' }

/**
 * The organ's code in its document numbers (机关代字): 济医保移, 任医保立. A division gives its first character, any other
 * unit its whole short name, so that no two of one city share a register by accident. Papers of what is hidden from most have registers of
 * their own (济医保函密), so that nobody misses their numbers. An operating agency (经办机构) is not its bureau (济医保中心函).
 */
export function organCode(region: { shortName: string; kind: string }, organ: Organ, as: NumberedAs, secrecy = 0): string {
  const { shortName } = region
  const place = region.kind === 'division' ? (provinceCodes[shortName] ?? sharedCodes[shortName] ?? shortName.slice(0, 1)) : shortName
  const name = `${departmentNames[organ.department].short}${organ.kind === 'operator' ? '中心' : ''}`
  return `${place}${name}${registers[as]}${isHidden(secrecy) ? '密' : ''}`
}
type Organ = { department: Department; kind: AgencyKind }
