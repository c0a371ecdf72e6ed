import { basis } from '../law/law'
import { made } from './paper-fields'

const coordination = basis('campaignNotice2024', '部门协同要求')

/** The papers of those who lead a campaign, issue a notice on it together, meet on it, or are asked for their opinion: written from the rows of each. */
export const meetingKinds = {
  leadingGroupNotice: { ...made, code: 'A02', name: '专项整治工作领导小组成员名单', basis: coordination, numbered: false },
  meetingMinutes: { ...made, code: 'A08', name: '联席会议纪要', basis: coordination, numbered: false },
  jointNotice: { ...made, code: 'A01', name: '联合通知', basis: coordination, numbered: true },
  expertOpinion: { ...made, code: 'C10', name: '专家评审意见书', basis: basis('localPractice', '会商'), numbered: false },
} as const
