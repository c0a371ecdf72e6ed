import { dueAt } from '#domain/clock/clock'
import { lastDayOf } from '#domain/clock/moved'
import { clockRules } from '#domain/clock/rules'
import { addDays } from '#domain/kernel/civil-date'
import type { Reporter } from '#domain/whistle/reporter'
import { inOfficeHours } from './moments'
import type { TableRows } from './rows'
import type { ListedInstitution, Staff } from './staff'
import type { World } from './world'

type Sealed = Pick<TableRows['whistle_identity'], 'nameCipher' | 'contactCipher' | 'codeCipher'>
export type SealReporter = (id: string, reporter: Reporter) => Sealed

const county = '370811'

/** Two reports that one county keeps: of somebody who named themselves, new; and of one under an alias, on which a case was filed. */
export function addWhistleReports(world: World, institutions: readonly ListedInstitution[], staff: Staff, seal: SealReporter): void {
  const desk = staff.desks.get(county)
  const [one, other] = institutions.filter(({ regionCode }) => regionCode === county)
  if (!desk || !one || !other) return
  const common = (daysAgo: number, about: ListedInstitution) => {
    const on = addDays(world.today, -daysAgo)
    const at = inOfficeHours(world, on)
    const regionNo = Number(county)
    const { handler } = desk
    const id = world.id(at)
    const doer = { ...handler, department: null }
    world.audit({ subjectType: 'whistleReport', subjectId: id, at, doer, action: 'whistle.register', change: {} })
    return {
      ...{ id, number: world.number('JB', regionNo, at), version: 1, secrecy: 2, department: 'MI' as const, regionNo },
      ...{ agencyId: desk.agencyId, agencyName: desk.agency.name, keeperId: handler.id, keeperName: handler.name },
      ...{ receivedOn: on, acceptBy: lastDayOf(dueAt(clockRules.CK92, at, world.calendar)), about: about.name, institutionId: about.id },
      ...{ registeredByName: handler.name, registeredAt: at, acceptReason: '', leadId: null, decisionReason: '', caseNumber: '' },
      ...{ replyBy: null, repliedOn: null, replyWay: null, reply: '', earlierReply: '' },
    }
  }
  const first = common(2, one)
  world.add('whistle_report', {
    ...{ ...first, stage: 'received', channel: 'phone', isNamed: true, alias: '' },
    ...{ statement: '该机构组织无病人员住院，按床位收取费用，由专车接送。', evidence: '住院清单复印件3页，存密卷柜。' },
    ...{ keepSecret: '姓名、单位和联系方式。', acceptedOn: null, outcome: null, decidedOn: null },
  })
  const identity = world.id(first.registeredAt)
  const reporter = { name: '示例举报人甲', contact: '000-0000-0001', idNumber: '' }
  world.add('whistle_identity', { id: identity, reportId: first.id, ...seal(identity, reporter) })
  const second = common(30, other)
  world.add('whistle_report', {
    ...{ ...second, stage: 'decided', channel: 'letter', isNamed: false, alias: '海鸥' },
    ...{ statement: '该机构将不予支付的项目换成可报销的项目结算。', evidence: '', keepSecret: '', acceptReason: '有明确的被举报对象。' },
    ...{ acceptedOn: addDays(second.receivedOn, 3), outcome: 'filed', decidedOn: addDays(second.receivedOn, 12) },
    decisionReason: '经核查有初步证据，予以立案。',
    caseNumber: `示例立案文号〔${world.today.slice(0, 4)}〕1号`,
  })
}
