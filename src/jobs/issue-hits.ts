import { runIssue } from '#server/screening/issue-job'
import type { Handler } from './handler'

/** Planned by whoever issues what a run found: each clue becomes a lead with its rows, in blocks. */
export const issueHits: Handler<'issueHits'> = ({ issueId }) => runIssue(issueId)
