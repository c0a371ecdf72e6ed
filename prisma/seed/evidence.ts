import { type EvidenceGroup, evidenceGroups, policeDemands } from '#domain/evidence/readiness'
import type { SeedCase } from './cases'
import { addFile } from './demo-file'
import type { World } from './world'

const what: Record<EvidenceGroup, { title: string; proves: string; place: string; sourceSystem: string }> = {
  documentary: { title: '病历和费用清单复印件', proves: '结算的项目没有相应的诊疗记录。', place: '病案室', sourceSystem: '' },
  electronic: { title: '收费系统明细', proves: '所结算项目的数量、金额和操作人。', place: '信息科', sourceSystem: '医院信息系统' },
  record: { title: '现场检查笔录', proves: '检查时的床位、人员和设备情况。', place: '住院部', sourceSystem: '' },
  appraisal: { title: '病历笔迹鉴定意见书', proves: '病历签名不是同一人书写。', place: '鉴定机构', sourceSystem: '' },
  audioVisual: {
    title: '出入院登记处监控录像',
    proves: '有关人员在结算的日期没有到过医院。',
    place: '监控室',
    sourceSystem: '视频监控系统',
  },
}

const HOUR = 3_600_000

/** What the two officers of a case collected between its filing and the moment at which it went to the police. */
export function addEvidence(world: World, file: SeedCase, before: Date): void {
  const { handler, reviewer } = file.desk
  const from = (file.filedOn ?? file.proposedAt).getTime()
  const at = new Date(from + (before.getTime() - from) / 2)
  const lines = file.facts.flatMap(({ provisionId, liabilityId }) => [provisionId, liabilityId])
  const groups = evidenceGroups.filter((group) => {
    const { of } = policeDemands[group]
    return of === 'everyCase' || of.some((id) => lines.includes(id))
  })
  for (const [index, group] of groups.entries()) {
    const { title, proves, place, sourceSystem } = what[group]
    const owner = { department: 'MI', institutionId: null, secrecy: 2 } as const
    world.add('evidence', {
      id: world.id(at),
      caseId: file.id,
      seq: index + 1,
      factId: null,
      kind: policeDemands[group].kinds[0] ?? 'documentary',
      title,
      proves,
      original: group !== 'documentary',
      pages: 1,
      fileId: addFile(world, handler, at, `${title}.pdf`, owner),
      collectedAt: new Date(at.getTime() - HOUR),
      place: `${file.partyName}${place}`,
      sourceSystem,
      collectorAId: handler.id,
      collectorAName: handler.name,
      collectorACertificate: file.officerACertificate,
      collectorBId: reviewer.id,
      collectorBName: reviewer.name,
      collectorBCertificate: file.officerBCertificate,
      extraction: group === 'electronic' ? '以只读账户查询，导出明细并刻录光盘，双方签字确认。' : '',
      recordedById: handler.id,
      recordedByName: handler.name,
      recordedAt: at,
    })
  }
  const change = { evidence: [null, groups.map((_, index) => index + 1)] as const }
  world.audit({ subjectType: 'case', subjectId: file.id, at, doer: handler, action: 'case.addEvidence', change })
}
