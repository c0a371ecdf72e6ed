import 'server-only'
import type { CampaignPlan } from '#domain/campaign/campaign-plan'
import { dutyRows } from '#domain/campaign/duties'
import { type AddressableAgency, addresseesOf } from '#domain/campaign/recipients'
import type { Department } from '#domain/department/department'
import { toDateColumn } from '#domain/kernel/civil-date'
import type { Context } from '../command'
import { notify } from '../notification/notify'

/** As much of a campaign as is needed to hand out its work. */
type Handed = {
  id: string
  agencyId: string
  department: Department
  regionNo: number
  rangeLo: number
  rangeHi: number
  name: string
  plan: CampaignPlan
}

const dateColumn = (day: string | null) => (day === null ? null : toDateColumn(day))

/** Every agency of the campaign's region tree, in the order of its regions. */
export async function agenciesIn({ tx }: Pick<Context, 'tx'>, range: { rangeLo: number; rangeHi: number }): Promise<AddressableAgency[]> {
  const agencies = await tx.agency.findMany({
    where: { regionNo: { gte: range.rangeLo, lte: range.rangeHi } },
    select: {
      id: true,
      name: true,
      shortName: true,
      department: true,
      kind: true,
      regionNo: true,
      region: { select: { level: true, sortOrder: true } },
    },
  })
  return agencies
    .sort((one, other) => one.region.sortOrder - other.region.sortOrder || one.regionNo - other.regionNo)
    .map(({ region, ...agency }) => ({ ...agency, regionLevel: region.level }))
}

/** Writes down to whom the plan goes, and returns the agencies among them. A name that fits nobody is kept, to be matched by a person. */
export async function addressPlan({ tx }: Context, campaign: Handed, agencies: readonly AddressableAgency[]): Promise<AddressableAgency[]> {
  const { addressees } = addresseesOf(campaign.plan.recipients, agencies, campaign)
  await tx.campaignRecipient.createMany({
    data: addressees.map((addressee, index) => ({
      ...addressee,
      campaignId: campaign.id,
      seq: index + 1,
      issuerDepartment: campaign.department,
      issuerRegionNo: campaign.regionNo,
    })),
  })
  const ids = new Set(addressees.map(({ agencyId }) => agencyId))
  return agencies.filter(({ id }) => ids.has(id))
}

export const writeStages = ({ tx }: Context, { id, plan }: Handed) =>
  tx.stage.createMany({
    data: plan.stages.map(({ dueOn, ...stage }, index) => ({ ...stage, dueOn: dateColumn(dueOn), campaignId: id, seq: index + 1 })),
  })

export const writeDuties = ({ tx }: Context, { id, plan, department }: Handed) =>
  tx.duty.createMany({
    data: dutyRows(plan, department).map(({ seq, number, title, text }) => ({ campaignId: id, seq, number, title, text })),
  })

type Doer = Pick<AddressableAgency, 'id' | 'department' | 'regionNo' | 'kind'>

/** Assigns every duty of the plan to those of the agencies whose department has a part in it. The operating agencies are not among them. */
export async function assignDuties({ tx }: Context, campaign: Handed, agencies: readonly Doer[]): Promise<void> {
  const written = await tx.duty.findMany({ where: { campaignId: campaign.id }, select: { id: true, seq: true } })
  const idOf = new Map(written.map(({ id, seq }) => [seq, id]))
  await tx.dutyAssignment.createMany({
    data: dutyRows(campaign.plan, campaign.department).flatMap(({ seq, parts, dueText, dueOn }) => {
      const dutyId = idOf.get(seq)
      if (!dutyId) return []
      return parts.flatMap(({ department, part }) =>
        agencies
          .filter((agency) => agency.department === department && agency.kind === 'bureau')
          .map((agency) => ({
            campaignId: campaign.id,
            dutyId,
            agencyId: agency.id,
            department,
            regionNo: agency.regionNo,
            part,
            dueText,
            dueOn: dateColumn(dueOn),
          })),
      )
    }),
    skipDuplicates: true,
  })
}

/** Tells each agency once that it has a plan to sign for, or duties in a plan that it issued jointly. */
export async function tellOf(
  context: Context,
  campaign: Handed,
  kind: 'planAddressed' | 'dutiesAssigned',
  agencyIds: readonly string[],
): Promise<void> {
  for (const agencyId of agencyIds) {
    await notify(
      context,
      { agencyId },
      {
        kind,
        detail: { from: context.actor.agencyName, title: campaign.name },
        link: kind === 'planAddressed' ? `/campaigns/${campaign.id}` : `/campaigns/${campaign.id}/duties`,
        dedupeKey: `campaign.${kind}:${campaign.id}:${agencyId}`,
      },
    )
  }
}
