import 'server-only'
import { z } from 'zod'
import { houseRules, type PlaceRules, withNoticed } from '#domain/case/place-rules'
import { takenBack } from '#domain/case/tracks/agreement'
import type { Procedure } from '#domain/case/tracks/procedure'
import { reviewGrounds } from '#domain/case/tracks/stages'
import { stoppageStateOf } from '#domain/case/tracks/stoppages'
import { isPenaltyKind, type PenaltyKind } from '#domain/document/kinds-of-penalties'
import { fromDateColumn } from '#domain/kernel/civil-date'
import type { Prisma } from '#platform/prisma/client'

const storedLines = z.array(
  z.object({ factId: z.string(), refundFen: z.string(), fineFen: z.string(), suspendMonths: z.number().default(0) }),
)

/** The rows of which a procedure is made. */
export type Acts = {
  procedure: Prisma.CaseProcedureGetPayload<object>
  notices: readonly Prisma.CaseNoticeGetPayload<object>[]
  hearings: readonly Prisma.CaseHearingGetPayload<object>[]
  discussions: readonly Prisma.CaseDiscussionGetPayload<object>[]
  services: readonly Prisma.CaseServiceGetPayload<object>[]
  remedies: readonly Prisma.CaseRemedyGetPayload<object>[]
  instalments: readonly Prisma.CaseInstalmentGetPayload<object>[]
  stoppages: readonly Prisma.CaseStoppageGetPayload<object>[]
  agreement: Pick<Prisma.CaseAgreementGetPayload<object>, 'stage'> | null
  measures: readonly Pick<Prisma.CaseAgreementMeasureGetPayload<object>, 'kind' | 'amountFen' | 'withdrawnAt'>[]
  documents: readonly { kind: string; state: string; generatedAt: Date }[]
  clocks: readonly Prisma.StatutoryClockGetPayload<object>[]
}

type File = Acts &
  Omit<
    Procedure,
    | 'state'
    | 'kind'
    | 'asOf'
    | 'outcome'
    | 'suspendedAt'
    | 'closingKind'
    | 'grounds'
    | 'notice'
    | 'hearingChairId'
    | 'discussed'
    | 'warned'
    | 'papers'
    | 'services'
    | 'clocks'
    | 'remedies'
    | 'instalments'
    | 'stoppages'
    | 'rules'
    | 'byAgreementFen'
  >

/** The rows → the procedure as its rules look at it, at this moment. `inForce`: what its place has set today. */
export function procedureOf(file: File, asOf: Date, inForce: PlaceRules = houseRules): Procedure {
  const { procedure, notices, hearings, discussions } = file
  const notice = notices.find(({ withdrawnAt }) => withdrawnAt === null)
  return {
    ...file,
    state: procedure.stage,
    kind: procedure.kind,
    outcome: procedure.outcome,
    suspendedAt: procedure.suspendedAt,
    closingKind: procedure.closingKind,
    warned: procedure.warned,
    grounds: reviewGrounds.filter((ground) => procedure.grounds.includes(ground)),
    asOf,
    rules: notice ? withNoticed(inForce, notice.rules) : inForce,
    notice: notice
      ? {
          hearingRight: notice.hearingRight,
          lines: storedLines
            .parse(notice.lines)
            .map((line) => ({ ...line, refundFen: BigInt(line.refundFen), fineFen: BigInt(line.fineFen) })),
        }
      : null,
    hearingChairId: hearings.find(({ withdrawnAt }) => withdrawnAt === null)?.chairId ?? null,
    discussed: discussions.some(({ withdrawnAt }) => withdrawnAt === null),
    papers: papersThatStand(file, notice),
    services: servicesThatStand(file, notice),
    instalments: file.instalments.filter(({ amountFen }) => amountFen > 0n).map(({ dueOn }) => ({ dueOn: fromDateColumn(dueOn) })),
    stoppages: file.stoppages.map((one) => ({ state: stoppageStateOf(one) })),
    byAgreementFen: takenBack(
      file.agreement?.stage ?? 'asked',
      file.measures.filter(({ withdrawnAt }) => withdrawnAt === null),
    ),
    remedies: file.remedies
      .filter(({ struckAt }) => struckAt === null)
      .map((one) => ({ ...one, concludedOn: one.concludedOn && fromDateColumn(one.concludedOn) })),
  }
}

/** Of the notice that stands, and of the decision. */
const servicesThatStand = ({ services, procedure }: Acts, notice: Acts['notices'][number] | undefined) =>
  services
    .filter(({ paper, recordedAt }) => {
      const since = paper === 'priorNotice' ? notice?.noticedAt : procedure.decidedAt
      return since && recordedAt >= since
    })
    .map(({ paper, partyId, servedOn }) => ({ paper, partyId, servedOn: fromDateColumn(servedOn) }))

/**
 * A notice that was taken back takes its papers with it. A case that was decided before its acts were kept has no outcome here, and so asks for no
 * decision to be written again; what is done in it from then on asks for its papers as in any other.
 */
const papersThatStand = (file: Acts, notice: Acts['notices'][number] | undefined): PenaltyKind[] =>
  issuedSince(file, notice)
    .map(({ kind }) => kind)
    .filter(isPenaltyKind)

const issuedSince = ({ procedure, documents }: Pick<Acts, 'procedure' | 'documents'>, notice: Acts['notices'][number] | undefined) => {
  const since = procedure.decidedAt ?? notice?.noticedAt ?? null
  return documents.filter(({ state, generatedAt }) => state === 'issued' && since !== null && generatedAt >= since)
}

/** When the last of these papers was issued, each for the first time as it stands; `null` where none was. */
export function issuedAt(file: Acts, kinds: readonly PenaltyKind[]): Date | null {
  const standing = issuedSince(
    file,
    file.notices.find(({ withdrawnAt }) => withdrawnAt === null),
  )
  const firsts = kinds.flatMap((of) => {
    const times = standing.filter(({ kind }) => kind === of).map(({ generatedAt }) => generatedAt.getTime())
    return times.length > 0 ? [Math.min(...times)] : []
  })
  return firsts.length > 0 ? new Date(Math.max(...firsts)) : null
}

/** What the party is told of each fact, as it is kept: amounts in 分 as text. */
export const noticedLines = (facts: readonly { id: string; refundFen: bigint; fineFen: bigint; suspendMonths: number | null }[]) =>
  facts.map(({ id, refundFen, fineFen, suspendMonths }) => ({
    factId: id,
    refundFen: refundFen.toString(),
    fineFen: fineFen.toString(),
    suspendMonths: suspendMonths ?? 0,
  }))
