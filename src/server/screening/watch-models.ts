import 'server-only'
import { stageOf } from '#domain/lead/stage'
import { misleads, type Precision, wilson } from '#domain/screening/precision'
import { prisma, type Tx } from '#platform/db'
import { approversOf } from '../identity/colleagues'
import { notifyAll } from '../notification/notify'

type Judgement = { agencyId: string; code: string; version: string; right: number; judged: number }
type Misleading = Judgement & { precision: Precision }

/** Of each version of a model by which a bureau issued leads: how many were found out, and how many of them were true, also in part. */
const judgements = (tx: Tx) => tx.$queryRaw<Judgement[]>`
  SELECT issued_by_agency_id::text AS "agencyId", model_code AS code, model_version AS version, count(*)::int AS judged,
    count(*) FILTER (WHERE conclusion IN ('substantiated', 'partlySubstantiated'))::int AS right
  FROM lead
  WHERE model_code IS NOT NULL AND stage = ${stageOf('concluded')} AND model_version IS NOT NULL AND issued_by_agency_id IS NOT NULL
    AND conclusion IN ('substantiated', 'partlySubstantiated', 'unsubstantiated')
  GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`

/** Those who decide on the bureau's models, as second persons; where it has nobody, the bureau. Each is told of a version once. */
async function tell(tx: Tx, now: Date, { agencyId, code, version, precision }: Misleading): Promise<void> {
  const approvers = await approversOf(tx, agencyId, now)
  const to = approvers.length > 0 ? approvers.map(({ id }) => ({ userId: id })) : [{ agencyId }]
  const detail = { code, version, judged: precision.judged, percent: Math.round(precision.share * 1000) / 10 }
  await notifyAll(
    { tx, now },
    to.map((one) => ({
      to: one,
      notice: {
        ...{ kind: 'modelMisleads' as const, detail, link: `/screening/models/${code}` },
        dedupeKey: `screening.misleads:${agencyId}:${code}:${version}:${'userId' in one ? one.userId : ''}`,
      },
    })),
  )
}

/**
 * Tells the approvers of a bureau of the versions of models whose leads proved true too seldom (误导): they decide whether it rests. Runs as
 * the worker's role. Returns how many versions mislead.
 */
export const watchModels = (now: Date): Promise<number> =>
  prisma.$transaction(
    async (tx) => {
      const found = (await judgements(tx)).flatMap((one): Misleading[] => {
        const precision = wilson(one.right, one.judged)
        return precision !== null && misleads(precision) ? [{ ...one, precision }] : []
      })
      for (const one of found) await tell(tx, now, one)
      return found.length
    },
    { timeout: 60_000 },
  )
