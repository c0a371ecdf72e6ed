import { describe, expect, it } from 'vitest'
import { type CourseOnPapers, ofCourse } from './fields-of-course'

const file = (over: Partial<CourseOnPapers>): CourseOnPapers => ({
  ...{ refusalReason: null, approvedByName: null, lead: null, services: [], suspensions: [], money: [], handling: null },
  ...{ instalments: [], facts: [{ partyId: 'a' }], remedies: [] },
  ...over,
})
const confirmedAt = new Date('2026-11-20T02:00:00Z')
const posting = (over: Partial<CourseOnPapers['money'][number]>): CourseOnPapers['money'][number] => ({
  ...{ kind: 'finePaid', amountFen: 100n, occurredOn: new Date('2026-11-02'), voucher: 'F-1', confirmedAt, rejectedAt: null },
  ...over,
})

describe('what the papers of the course of a case say', () => {
  it('names what came in and was confirmed, of the fund and of the treasury apart, the first first', () => {
    const money = [
      posting({}),
      posting({ kind: 'surchargePaid', amountFen: 7n, occurredOn: new Date('2026-11-01'), voucher: '' }),
      posting({ kind: 'recovered', amountFen: 30n, voucher: 'R-1' }),
      posting({ voucher: 'F-2', confirmedAt: null }),
      posting({ voucher: 'F-3', rejectedAt: confirmedAt }),
      posting({ kind: 'fined', amountFen: 900n }),
    ]
    const { fundPayments, treasuryPayments } = ofCourse(file({ money }), [], {})
    expect(fundPayments).toEqual([{ on: '2026-11-02', kind: '退回基金', amountFen: '30', voucher: 'R-1' }])
    expect(treasuryPayments).toEqual([
      { on: '2026-11-01', kind: '加处罚款', amountFen: '7', voucher: '—' },
      { on: '2026-11-02', kind: '罚款', amountFen: '100', voucher: 'F-1' },
    ])
  })

  it('asks for a surcharge as it was posted, and leaves open what was not', () => {
    expect(ofCourse(file({ money: [posting({ kind: 'fined' })] }), [], {})).toMatchObject({
      surcharged: undefined,
      surchargedTo: undefined,
    })
    const surcharge = { kind: 'surcharged', occurredOn: new Date('2026-11-10'), confirmedAt: null } as const
    const money = [posting({ ...surcharge, amountFen: 1200n }), posting({ ...surcharge, amountFen: 300n, rejectedAt: confirmedAt })]
    expect(ofCourse(file({ money }), [], {})).toMatchObject({ surcharged: expect.stringContaining('12.00元'), surchargedTo: '2026-11-10' })
  })

  it('reckons what was paid to the day of the surcharge, part by part', () => {
    const surcharge = posting({ kind: 'surcharged', amountFen: 12n, occurredOn: new Date('2026-11-10'), confirmedAt: null })
    const money = [surcharge, posting({ amountFen: 40n }), posting({ amountFen: 60n, occurredOn: new Date('2026-11-20') })]
    const instalments = [{ amountFen: 500n, dueOn: new Date('2026-10-31') }]
    expect(ofCourse(file({ money, instalments }), [], {})).toMatchObject({
      finePaidFen: '40',
      parts: [{ amountFen: '500', dueOn: '2026-10-31' }],
    })
  })

  it('says by whom the decision was revoked, where it was not by the bureau', () => {
    const revoked = { partyId: 'a', kind: 'reconsideration', body: '示例县人民政府', outcome: 'revoked' } as const
    const remedies = [{ ...revoked, receivedOn: new Date('2026-11-01'), concludedOn: new Date('2026-12-01') }]
    expect(ofCourse(file({ remedies }), [], {}).overturnedBy).toBe('示例县人民政府于2026年12月1日作出的行政复议决定')
    expect(ofCourse(file({ remedies, facts: [{ partyId: 'a' }, { partyId: 'b' }] }), [], {}).overturnedBy).toBeNull()
    expect(ofCourse(file({}), [], {}).overturnedBy).toBeNull()
  })

  it('counts of the days to handle a case none that does not count, and each once', () => {
    const handling = {
      startedAt: new Date('2026-06-01T02:00:00Z'),
      dueAt: new Date('2026-09-09T16:00:00Z'),
      exclusions: [
        { ground: 'appraisal', fromOn: '2026-06-11', toOn: '2026-06-20' },
        { ground: 'hearing', fromOn: '2026-06-16', toOn: '2026-06-25' },
        { ground: 'suspension', fromOn: '2026-08-01', toOn: null },
      ],
      extendedBy: [30],
    } as const
    const said = (usedTo?: string) => ofCourse(file({ handling }), [], usedTo ? { usedTo } : {})
    expect(said()).toMatchObject({ handlingDue: '2026年9月9日（中止中，恢复后顺延）', excludedDays: '15日', extendedBefore: '30日' })
    expect(said()).toMatchObject({ usedDays: undefined, discussed: undefined })
    expect(said('2026-07-01')).toMatchObject({ excludedDays: '15日', usedDays: '15日' })
    expect(said('2026-06-13')).toMatchObject({ excludedDays: '3日', usedDays: '9日' })
    // While it stands still no day is used.
    expect(said('2026-08-10')).toMatchObject({ excludedDays: '25日', usedDays: '45日' })
    const first = ofCourse(file({ handling: { ...handling, exclusions: [], extendedBy: [] } }), [], {})
    expect(first).toMatchObject({ handlingDue: '2026年9月9日', discussed: expect.stringContaining('首次延长') })
  })

  it('names the halt that was last, and the demand that was served', () => {
    const halt = {
      ground: 'forceMajeure',
      reason: '与公安机关办理的案件有关',
      resumeReason: '',
      suspendedOn: new Date('2026-06-01'),
      resumedOn: null,
    } as const
    const again = { ...halt, suspendedOn: new Date('2026-07-01'), resumedOn: new Date('2026-07-09'), resumeReason: '水退' }
    const services = [{ paper: 'demand', servedOn: new Date('2026-11-11') }] as const
    const said = ofCourse(file({ suspensions: [halt, again], services }), [{ kind: 'demandNotice', number: '示医保催〔2026〕1号' }], {})
    expect(said).toMatchObject({
      haltGround: '因不可抗力暂时无法调查',
      haltedOn: '2026-07-01',
      resumedOn: '2026-07-09',
    })
    // What the head wrote down of it is the bureau's own.
    expect(JSON.stringify(said)).not.toMatch(/公安|水退/)
    expect(said).toMatchObject({ demandNumber: '示医保催〔2026〕1号', demandServedOn: '2026-11-11' })
  })
})
