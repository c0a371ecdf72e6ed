import 'server-only'
import { byOfficer } from '#domain/case/grants'
import { livePublications, publicationStepNames, publicationSteps } from '#domain/case/tracks/publicity'
import type { Actor } from '#domain/kernel/access'
import { fromDateColumn } from '#domain/kernel/civil-date'
import { takeStep } from '#domain/kernel/workflow'
import { may } from '../../access'
import { type PublicationRow, penaltyStands, publicationOf } from './take-publication-step'

const dayOf = (value: Date | null) => value && fromDateColumn(value)
type File = Parameters<typeof penaltyStands>[0] & { publications: readonly PublicationRow[] }

/** The texts by which the decision of a case is made public, with what this person may do with them. */
export function viewPublications(actor: Actor, file: File) {
  const drafts = may(actor, byOfficer, 'case', file)
  const live = file.publications.some(({ stage }) => livePublications.some((one) => one === stage))
  return {
    mayDraft: drafts && penaltyStands(file) && !live,
    texts: file.publications.map((row) => ({
      ...{ id: row.id, seq: row.seq, stage: row.stage, text: row.text, place: row.place, reason: row.reason },
      ...{ draftedByName: row.draftedByName, approvedByName: row.approvedByName },
      ...{ publishedOn: dayOf(row.publishedOn), reportedOn: dayOf(row.reportedOn), withdrawnOn: dayOf(row.withdrawnOn) },
      mayReport: drafts && row.stage === 'published' && row.reportedOn === null,
      steps: publicationStepNames
        .filter((name) => may(actor, publicationSteps[name].by, 'case', file))
        .map((name) => ({
          name,
          basis: publicationSteps[name].basis,
          taken: takeStep(publicationSteps[name], publicationOf(file, row), actor),
        }))
        .filter(({ taken }) => taken.ok || taken.refusal.code !== 'wrongState')
        .map(({ name, basis, taken }) => ({ name, basis, shut: taken.ok ? null : taken.refusal })),
    })),
  }
}
