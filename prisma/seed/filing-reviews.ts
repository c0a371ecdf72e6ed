import { addDays, beijingDay } from '#domain/kernel/civil-date'
import { agencies } from '../reference/agencies'
import type { SeedCampaign } from './campaign'
import { addClock } from './clocks'
import type { SeedFiling } from './filings'
import { timeline } from './moments'
import type { TableRows } from './rows'
import type { Staff } from './staff'
import type { World } from './world'

const asked = ['请说明诊查费的计费规则，并补附三月明细。', '该条只写“未发现”，请说明抽查了多少份病历、怎样抽取。']
const answered = '已抽查出院病历三十份，逐份核对收费明细，随附核对表。'

/** Questions that the first county has put: one that waits for its answer, one that has it. And one reminder of the city, on record. */
export function addFilingReviews(world: World, campaign: SeedCampaign, filings: readonly SeedFiling[], staff: Staff): void {
  const waiting = filings.filter(({ state, regionNo }) => state === 'submitted' && regionNo === 370811)
  const own = waiting.find(({ institution }) => institution.login === 'clinic-a')
  if (own) addQuestion(world, own, staff, null)
  const other = waiting.find(({ id }) => id !== own?.id)
  if (other) addQuestion(world, other, staff, answered)
  addReminders(world, campaign, filings, staff)
}

function addQuestion(world: World, filing: SeedFiling, staff: Staff, answer: string | null): void {
  const reviewer = staff.desks.get(filing.institution.regionCode)?.reviewer
  const [askedAt, answeredAt] = timeline(world, addDays(world.today, -2), [0, 1])
  if (!reviewer || !askedAt || !answeredAt || !filing.submittedAt || new Date(filing.submittedAt) > askedAt) return
  const dueOn = addDays(beijingDay(askedAt), 7)
  const id = world.id(askedAt)
  const scope = { institutionId: filing.institutionId, department: 'MI', regionNo: filing.regionNo } as const
  world.add('filing_question', {
    ...{ id, ...scope, filingId: filing.id, itemId: null, state: answer === null ? 'open' : 'answered', dueOn, askedAt },
    ...{ answeredAt: answer === null ? null : answeredAt, settledAt: null, settledByName: null, version: answer === null ? 1 : 2 },
  })
  const line = (side: 'bureau' | 'institution', text: string, by: { id: string; name: string }, at: Date) =>
    world.add('filing_question_line', { id: world.id(at), questionId: id, ...scope, side, text, byId: by.id, byName: by.name, at, dueOn })
  line('bureau', asked[answer === null ? 0 : 1] ?? '', reviewer, askedAt)
  if (answer !== null) line('institution', answer, filing.institution.officer, answeredAt)
  const subject = { type: 'filing' as const, id: filing.id, number: filing.number, title: filing.institutionName }
  addClock(world, subject, 'CK73', askedAt, answer === null ? null : answeredAt, sidesOf(filing), dueOn)
}

const sidesOf = ({ institutionId, regionNo }: SeedFiling) => ({
  responsible: { agencyId: null, department: null, regionNo },
  other: { department: 'MI' as const, regionNo },
  institutionId,
})

/** The city has reminded its first county some days ago: long enough to do it again. */
function addReminders(world: World, campaign: SeedCampaign, filings: readonly SeedFiling[], { city }: Staff): void {
  const [remindedAt] = timeline(world, addDays(world.today, -4), [0])
  if (!remindedAt) return
  const actId = world.id(remindedAt)
  for (const { id, institutionId, regionNo, state } of filings) {
    if (regionNo !== 370811 || (state !== 'notStarted' && state !== 'inProgress')) continue
    world.add('filing_reminder', {
      ...{
        id: world.id(remindedAt),
        actId,
        campaignId: campaign.id,
        filingId: id,
        institutionId,
        department: 'MI',
        regionNo,
        placeNo: 370811,
      },
      ...{
        agencyName: agencies.find(({ code }) => code === 'MI-370800')?.name ?? '',
        remindedById: city.handler.id,
        remindedByName: city.handler.name,
        remindedAt,
      },
    } satisfies TableRows['filing_reminder'])
  }
}
