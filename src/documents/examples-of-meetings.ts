import type { ExpertOpinion, LeadingGroupNotice, MeetingMinutes } from './templates/meetings'

const organ = '示例市医疗保障局'
const campaign = '示例市2026年医保基金违法违规问题专项整治'

export const leadingGroupExample: LeadingGroupNotice = {
  ...{ organ, campaign, datedOn: '2026-05-12' },
  members: [
    { role: '组长', name: '陈志', title: '副市长', agencyName: '示例市人民政府' },
    { role: '副组长', name: '刘洋', title: '局长', agencyName: organ },
    { role: '成员', name: '周文', title: '副局长', agencyName: '示例市公安局' },
  ],
}

export const meetingMinutesExample: MeetingMinutes = {
  ...{ organ, campaign, name: '专项整治第二次联席会议', datedOn: '2026-07-21', heldOn: '2026-07-20', place: '市医疗保障局三楼会议室' },
  ...{
    agenda: '1.通报自查自纠情况；2.研究涉嫌犯罪案件移送衔接。',
    minutes: '会议听取了自查自纠情况汇报。\n会议认为，案件移送材料应当一次备齐。',
  },
  attendees: [
    { agencyName: organ, name: '刘洋', present: true, note: '' },
    { agencyName: '示例市公安局', name: '周文', present: true, note: '' },
    { agencyName: '示例市财政局', name: '', present: false, note: '参加其他会议' },
  ],
  decisions: [
    { text: '七月底前完成第一批三件涉嫌犯罪案件的移送。', agencyName: organ, dueOn: '2026-07-31' },
    { text: '建立票据查验联络机制。', agencyName: '示例市财政局', dueOn: null },
  ],
}

export const expertOpinionExample: ExpertOpinion = {
  ...{ organ: '示例县医疗保障局', datedOn: '2026-08-10', number: 'HS-370899-2026-000002', subject: '住院病历是否符合入院指征' },
  ...{ invited: '孙明', speciality: '示例市人民医院，内科主任医师', givenBy: '孙明', givenOn: '2026-08-07' },
  ...{ question: '36份住院病历是否符合入院指征，诊疗是否实际发生？', opinion: '其中34份不符合入院指征，没有诊疗实际发生的记录。' },
  ...{ ground: '依据住院病历、护理记录和相关专业诊疗规范。', disclosedHash: '9f2c41d7a8b60e315577c0de9f2c41d7a8b60e315577c0de' },
}
