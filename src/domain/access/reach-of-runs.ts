import type { Relation } from '../kernel/access'
import { ofBureau, ownAgency } from './relations'

const insurance = { actor: 'department', oneOf: ['MI'] } as const
/** Of the own insurance bureau, or of one below it. */
const supervised: Relation = [insurance, ofBureau, { field: 'regionNo', within: 'region' }]
const ofOwnBureau: Relation = [insurance, ofBureau, ...ownAgency]
const taken = { relations: { supervised, ownAgency: ofOwnBureau }, read: ['supervised'], write: ['ownAgency'] } as const

/** Settlement data that a bureau took in, the screening of it, and what that found: the bureau's own, seen by those above it. */
export const runReach = {
  settlementLoad: { table: 'settlement_load', ...taken },
  screeningRun: { table: 'screening_run', ...taken },
  screeningRunModel: { table: 'screening_run_model', parent: 'screeningRun', column: 'run_id', relation: 'run' },
  screeningHit: {
    table: 'screening_hit',
    relations: {
      supervised: [...supervised, { field: 'institutionId', notIn: 'recusedIds', orNull: true }],
      ownAgency: [...ofOwnBureau, { field: 'institutionId', notIn: 'recusedIds', orNull: true }],
    },
    read: ['supervised'],
    write: ['ownAgency'],
  },
} as const

/** What of the clues of a run was set aside, and what was issued, with the run. */
export const clueReach = {
  screeningAside: { table: 'screening_aside', parent: 'screeningRun', column: 'run_id', relation: 'run' },
  screeningIssue: { table: 'screening_issue', parent: 'screeningRun', column: 'run_id', relation: 'run' },
} as const
