import type { VolumeHead } from './volume-papers'

/** A volume as tests and measurements bind it. */
export const volumeHeadExample: VolumeHead = {
  part: '正卷',
  organ: '任城区医疗保障局',
  caseNumber: 'AJ-370811-2026-000012',
  cause: '虚构医药服务项目',
  partyName: '清溪医院',
  officers: ['张敏', '李强'],
  filedOn: '2026-06-08',
  closedOn: null,
  outcome: '',
  madeBy: '张敏',
  madeOn: '2026-06-09',
}
