import { type CreditToPrint, creditNotice } from './of-credit'
import { type WhistleToPrint, whistleRegister, whistleReply, whistleReward } from './of-whistle'

const printedOn = '2026-07-20'
const at = (minute: string) => new Date(`${minute}:00+08:00`)
const hospital = { name: '示例县清溪医院', code: 'H37089900017' }
const bureau = '示例县医疗保障局'

const report: WhistleToPrint = {
  ...{ number: 'JB-370899-2026-000002', agencyName: bureau, stage: 'replied', channel: 'phone', isNamed: true, alias: '' },
  ...{ receivedOn: '2026-05-06', acceptBy: '2026-05-27', about: hospital.name, keeperName: '张敏', registeredByName: '张敏' },
  statement: '住院部组织无病人员住院，按床位收取费用。\n住院人员由专车接送。',
  ...{ evidence: '住院清单复印件3页，存密卷柜。', keepSecret: '姓名、单位、联系方式。', registeredAt: at('2026-05-06 10:20') },
  ...{ acceptedOn: '2026-05-08', acceptReason: '有明确的被举报对象和线索。', outcome: 'filed', decidedOn: '2026-05-20' },
  ...{
    decisionReason: '',
    replyBy: '2026-05-27',
    repliedOn: '2026-05-22',
    replyWay: 'phone',
    reply: '经核查，举报事项有初步证据，已立案调查。',
  },
  rewards: [
    {
      ...{ seq: 1, stage: 'paid', verifiedFen: 8600000n, rate: 200, amountFen: 172000n, basis: '省举报奖励办法规定的比例' },
      ...{ proposedByName: '张敏', proposedAt: at('2026-07-01 09:00'), approvedByName: '刘洋', approvedAt: at('2026-07-02 16:00') },
      ...{ returnReason: null, noticedOn: '2026-07-03', collectBy: '2026-09-03', paidOn: '2026-07-10', voucher: 'ZZ20260710001' },
      ...{ claimedOn: '2026-07-08', paidByName: '周敏' },
    },
  ],
}
const credit: CreditToPrint = {
  ...{ agencyName: bureau, partyName: hospital.name, caseNumber: 'AJ-370899-2026-000003', seq: 1, stage: 'told', kind: 'general' },
  ...{
    level: 'C级',
    basis: '省定点医药机构信用管理办法',
    ground: '重复收取手术费，已被行政处罚。',
    fromOn: '2026-07-01',
    untilOn: '2027-06-30',
  },
  ...{
    approvedByName: '刘洋',
    approvedAt: at('2026-07-02 10:00'),
    toldOn: '2026-07-03',
    receiver: '孙敏',
    objection: '',
    objectedOn: null,
  },
  ...{ answer: '', endedOn: null, endReason: '' },
}
const toTell = <T>(sheet: T | null): T => {
  if (sheet === null) throw new Error('the example has nothing to print')
  return sheet
}

/** Examples of the forms of reports and of credit records. */
export const examplesOfReporters = {
  creditNotice: creditNotice(credit, printedOn),
  whistleRegister: whistleRegister(report, printedOn),
  whistleReply: toTell(whistleReply(report, printedOn)),
  whistleReward: toTell(whistleReward(report, printedOn)),
}
