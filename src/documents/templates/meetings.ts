import { z } from 'zod'
import { civilDate, optionalText, prose, text } from '../fields'
import type { Block, Paper } from '../render/blocks'
import { signed } from '../render/letterhead'
import { formTable, listTable } from '../render/table'
import { body, emptyLine, flush, heading, right, sizes, title } from '../render/text'
import { template } from '../template'
import { chineseDate, numbered } from '../wording'

type Headed = { organ: string; datedOn: string }
const paperOf = (parts: Headed, name: string, lines: readonly string[], content: readonly Block[]): Paper => ({
  title: name,
  organ: parts.organ,
  datedOn: parts.datedOn,
  sheets: [{ blocks: [...title(lines), emptyLine(), ...signed(content, [parts.organ], parts.datedOn)] }],
})

const group = z.strictObject({
  organ: text,
  campaign: text,
  datedOn: civilDate,
  members: z
    .array(z.strictObject({ role: text, name: text, title: optionalText, agencyName: optionalText }))
    .min(1)
    .max(100),
})
export type LeadingGroupNotice = z.input<typeof group>

/** 领导小组成员名单 (A02): who leads a campaign, for which agency. */
export const leadingGroupNotice = template(group, (paper) =>
  paperOf(
    paper,
    `领导小组成员名单：${paper.campaign}`,
    [paper.campaign, '工作领导小组成员名单'],
    [
      ...body(`为加强组织领导和部门协同，成立${paper.campaign}工作领导小组，成员名单如下：`),
      listTable(
        [
          { title: '序号', share: 1.4, align: 'center' },
          { title: '小组职务', share: 2.6, align: 'center' },
          { title: '姓名', share: 2.2, align: 'center' },
          { title: '单位', share: 5 },
          { title: '职务', share: 3.6 },
        ],
        paper.members.map((member, index) => [`${index + 1}`, member.role, member.name, member.agencyName, member.title]),
      ),
      ...body('成员因工作变动需要调整的，由所在单位接任的人员自然替补，报领导小组办公室备案。'),
    ],
  ),
)

const minutes = z.strictObject({
  organ: text,
  campaign: text,
  name: text,
  datedOn: civilDate,
  heldOn: civilDate,
  place: optionalText,
  agenda: prose,
  minutes: z.string().trim().max(20_000).default(''),
  attendees: z.array(z.strictObject({ agencyName: text, name: optionalText, present: z.boolean(), note: optionalText })).max(200),
  decisions: z.array(z.strictObject({ text: prose, agencyName: text, dueOn: civilDate.nullable() })).max(200),
})
export type MeetingMinutes = z.input<typeof minutes>

/** 联席会议纪要 (A08): what was on the agenda, who was there, what was said, and who has to see to what by when. */
export const meetingMinutes = template(minutes, (paper) => {
  const there = paper.attendees.filter(({ present }) => present)
  const away = paper.attendees.filter(({ present }) => !present)
  return paperOf(
    paper,
    `会议纪要：${paper.name}`,
    [paper.name, '会议纪要'],
    [
      ...body(`${chineseDate(paper.heldOn)}，${paper.organ}${paper.place && `在${paper.place}`}召集会议，研究${paper.campaign}有关事项。`),
      heading(numbered(0, '会议议题')),
      ...body(paper.agenda),
      heading(numbered(1, '会议情况')),
      ...body(paper.minutes || '会议情况没有另作文字记录。'),
      heading(numbered(2, '议定事项')),
      ...(paper.decisions.length === 0
        ? body('本次会议没有议定事项。')
        : [
            listTable(
              [
                { title: '序号', share: 1.4, align: 'center' },
                { title: '议定事项', share: 7 },
                { title: '责任单位', share: 4 },
                { title: '完成期限', share: 3.2, align: 'center' },
              ],
              paper.decisions.map((decision, index) => [
                `${index + 1}`,
                decision.text,
                decision.agencyName,
                decision.dueOn === null ? '持续推进' : chineseDate(decision.dueOn),
              ]),
            ),
          ]),
      ...body(`出席：${there.map(({ agencyName, name }) => `${agencyName}${name}`).join('、') || '无'}。`),
      ...(away.length === 0
        ? []
        : body(`请假：${away.map(({ agencyName, note }) => `${agencyName}${note && `（${note}）`}`).join('、')}。`)),
    ],
  )
})

const opinion = z.strictObject({
  organ: text,
  datedOn: civilDate,
  number: text,
  subject: text,
  invited: text,
  speciality: optionalText,
  givenBy: text,
  givenOn: civilDate,
  question: prose,
  opinion: prose,
  ground: z.string().trim().max(20_000).default(''),
  disclosedHash: text,
})
export type ExpertOpinion = z.input<typeof opinion>

/** 专家评审意见书 (C10): the question, the opinion, and what of the case it was given on. */
export const expertOpinion = template(opinion, (paper) => ({
  title: `专家评审意见书：${paper.subject}`,
  organ: paper.organ,
  datedOn: paper.datedOn,
  sheets: [
    {
      blocks: [
        ...title(['专家评审意见书']),
        emptyLine(),
        right(`会商编号：${paper.number}`, { size: sizes.xiaosi }),
        formTable([
          { cells: [{ label: '评审事项', value: paper.subject }] },
          {
            cells: [
              { label: '评审单位\n（专家）', value: paper.invited },
              { label: '单位、专业\n和资质', value: paper.speciality || '—' },
            ],
          },
          {
            cells: [
              { label: '出具人', value: paper.givenBy },
              { label: '出具日期', value: chineseDate(paper.givenOn) },
            ],
          },
        ]),
        heading(numbered(0, '评审的问题')),
        ...body(paper.question),
        heading(numbered(1, '评审意见')),
        ...body(paper.opinion),
        heading(numbered(2, '理由和依据')),
        ...body(paper.ground || '见评审意见。'),
        heading(numbered(3, '回避和保密')),
        ...body('出具人与本案当事人没有利害关系，不存在应当回避的情形；对知悉的案件情况和个人信息负有保密义务。'),
        emptyLine(),
        flush('出具人（签名、盖章）：　　　　　　　　年　　月　　日'),
        ...body(`评审依据：提供会商的案件材料，校验值${paper.disclosedHash.slice(0, 16)}。`),
      ],
    },
  ],
}))
