import { describe, expect, it } from 'vitest'
import type { Course } from './course'
import { eventsOfCase, layersOf, stepsOfCourse } from './timeline'

const day = (text: string) => new Date(`${text}T00:00:00Z`)
const at = (text: string) => new Date(`${text}T02:00:00Z`)
const bare: Course = {
  ...{ id: 'c', proposedAt: at('2026-03-01'), filedAt: null, decidedAt: null, closedAt: null, handedToOperatorAt: null },
  ...{ officerAName: '张敏', officerBName: '李强', seesReview: true, parties: [{ id: 'p', name: '清溪医院' }] },
  ...{ tracks: [], stepsTaken: [], orders: [], notices: [], hearings: [], discussions: [], services: [], suspensions: [], remedies: [] },
  ...{ scorings: [], publications: [], money: [], evidence: [], documents: [], referrals: [], criminalCourse: [], clocks: [] },
}
const courseOf = (over: Partial<Course>) =>
  eventsOfCase({ ...bare, ...over })
    .filter(({ what }) => what !== 'proposed')
    .map(({ on, layer, what, about }) => `${on} ${layer} ${what} ${about}`.trim())

const referral = (over: Partial<Course['referrals'][number]>): Course['referrals'][number] => ({
  ...{ id: 'r', kind: 'police', state: 'criminalCaseOpened', senderDepartment: 'MI', receiverDepartment: 'PS' },
  ...{ receiverAgencyName: '公安局', copyDepartment: 'PR', copyAgencyName: '检察院', proposedAt: at('2026-04-01') },
  ...{ approvedAt: at('2026-04-02'), approvedByName: '赵局', deliveredAt: at('2026-04-03'), receivedAt: at('2026-04-04') },
  ...{ receivedByName: '王警官', copyReadAt: at('2026-04-05'), outcomeAt: at('2026-04-06'), outcomeNumber: '12号' },
  ...over,
})

describe('the course of a case', () => {
  it('gives each authority its own share, in the order of the days', () => {
    const told = { id: 'k', referralId: 'r', note: '' }
    const course = courseOf({
      referrals: [referral({})],
      criminalCourse: [
        { ...told, kind: 'judged', department: 'CT', occurredOn: day('2026-09-01') },
        { ...told, kind: 'indicted', department: 'PR', occurredOn: day('2026-08-01') },
      ],
    })
    expect(course).toEqual([
      '2026-04-01 bureau referralProposed police',
      '2026-04-02 bureau referralApproved police',
      '2026-04-03 bureau referralDelivered police',
      '2026-04-04 police referralReceived police',
      '2026-04-05 procuratorate referralCopied police',
      '2026-04-06 police referralOutcome criminalCaseOpened',
      '2026-08-01 procuratorate criminal indicted',
      '2026-09-01 court criminal judged',
    ])
  })

  it.each([
    ['health', 'HC', 'health'],
    ['billVerification', 'FI', 'finance'],
    ['other', 'TX', 'others'],
  ] as const)('puts what %s answers in its layer', (kind, receiverDepartment, layer) => {
    const course = courseOf({ referrals: [referral({ kind, receiverDepartment, copyDepartment: null, state: 'answered' })] })
    expect(course.slice(-2)).toEqual([`2026-04-04 ${layer} referralReceived ${kind}`, `2026-04-06 ${layer} referralOutcome answered`])
  })

  it('leaves nothing of what goes to discipline in any other layer, papers and track included', () => {
    const events = eventsOfCase({
      ...bare,
      referrals: [referral({ kind: 'discipline', receiverDepartment: 'DI' })],
      documents: [{ id: 'd', subjectId: 'r', title: '问题线索移送函', number: '1', state: 'issued', generatedAt: at('2026-04-02') }],
      tracks: [{ id: 't', kind: 'discipline', startedAt: at('2026-04-02'), concludedAt: null, note: '', outcome: '' }],
    })
    const others = events.filter(({ layer }) => layer !== 'discipline').map(({ what }) => what)
    expect(others).toEqual(['proposed'])
    expect(events.filter(({ layer }) => layer === 'discipline')).toHaveLength(7)
    expect(layersOf(eventsOfCase(bare))).toEqual(['bureau'])
  })

  it('shows the steps of the review to whoever sees the review', () => {
    const stepsTaken = ['investigate', 'agreeReview', 'applyToCourt'].map((step, place) => ({
      ...{ id: `${place}`, at: at(`2026-05-0${place + 1}`), actorName: '张敏', step },
    }))
    const plain = ['2026-05-01 bureau step investigate', '2026-05-03 bureau step applyToCourt']
    expect(courseOf({ stepsTaken })).toEqual([plain[0], '2026-05-02 bureau step agreeReview', plain[1]])
    expect(courseOf({ stepsTaken, seesReview: false })).toEqual(plain)
  })

  it('keeps each closing of a case that was opened again, and has that of one whose trail is not read from its row', () => {
    const stepsTaken = ['close', 'revoke', 'close'].map((step, place) => ({
      ...{ id: `${place}`, at: at(`2026-05-0${place + 1}`), actorName: '赵磊', step },
    }))
    expect(stepsOfCourse).toContain('close')
    expect(courseOf({ stepsTaken, closedAt: at('2026-05-03') })).toEqual([
      '2026-05-01 bureau step close',
      '2026-05-02 bureau step revoke',
      '2026-05-03 bureau step close',
    ])
    expect(courseOf({ closedAt: at('2026-05-03') })).toEqual(['2026-05-03 bureau closed'])
  })

  it('has the party heard, the papers served and the decision contested', () => {
    const course = courseOf({
      notices: [
        { id: 'n', noticedAt: at('2026-05-01'), noticedByName: '赵局', saidOn: day('2026-05-06'), waived: false, withdrawnAt: null },
      ],
      services: [
        { id: 's', paper: 'priorNotice', partyId: 'p', servedOn: day('2026-05-02'), receiver: '孙某' },
        { id: 't', paper: 'decision', partyId: null, servedOn: day('2026-06-02'), receiver: '孙某' },
      ],
      hearings: [
        { id: 'h', askedOn: day('2026-05-07'), hearingOn: day('2026-05-20'), heldOn: null, place: '三楼', chairName: null },
        { id: 'i', askedOn: day('2026-05-08'), hearingOn: day('2026-05-20'), heldOn: day('2026-05-21'), place: '', chairName: '钱某' },
      ],
      remedies: [
        {
          ...{ id: 'y', kind: 'litigation', body: '区法院', docket: '1号', receivedOn: '2026-07-01', answeredOn: '2026-07-09' },
          ...{ outcome: 'maintained', concludedOn: '2026-10-01', conclusion: '', struckAt: null },
        },
        {
          ...{ id: 'z', kind: 'litigation', body: '区法院', docket: '1号', receivedOn: '2026-07-01', answeredOn: '2026-07-09' },
          ...{ outcome: 'revoked', concludedOn: '2026-09-30', conclusion: '误登', struckAt: at('2026-10-01') },
        },
      ],
    })
    expect(course).toEqual([
      '2026-05-01 bureau noticed',
      '2026-05-02 bureau served priorNotice',
      '2026-05-06 bureau said',
      '2026-05-07 bureau hearingAsked',
      '2026-05-08 bureau hearingAsked',
      '2026-05-20 bureau hearingSet',
      '2026-05-21 bureau hearingHeld',
      '2026-06-02 bureau served decision',
      '2026-07-01 court remedyReceived litigation',
      '2026-07-09 bureau remedyAnswered litigation',
      '2026-10-01 court remedyConcluded maintained',
    ])
  })

  it('keeps money that was rejected, evidence that was withdrawn and drafts out, and counts evidence by the day', () => {
    const posting = { amountFen: 100n, rejectedAt: null, awaits: false }
    const course = courseOf({
      money: [
        { ...posting, id: 'm', kind: 'agreementRecovered', occurredOn: day('2026-05-01') },
        { ...posting, id: 'n', kind: 'recovered', occurredOn: day('2026-05-02'), rejectedAt: at('2026-05-03') },
      ],
      evidence: ['held', 'held', 'withdrawn'].map((state) => ({ state, collectedAt: at('2026-04-01') })),
      documents: [{ id: 'd', subjectId: 'c', title: '调查报告', number: null, state: 'draft', generatedAt: at('2026-05-04') }],
      clocks: [
        { id: 'k', name: '立案', dueAt: new Date('2026-05-10T16:00:00Z'), state: { state: 'overdue' } },
        { id: 'l', name: '办案', dueAt: new Date('2026-05-11T16:00:00Z'), state: { state: 'stopped', late: false } },
      ],
    })
    expect(course).toEqual([
      '2026-04-01 bureau evidence 2',
      '2026-05-01 operator money agreementRecovered',
      '2026-05-10 bureau clockMissed 立案',
    ])
  })
})
