import 'server-only'
import { logFault } from '../log'
import { leftLying } from './in-hand'
import { runIssue } from './issue-job'
import { loadSettlement } from './load-settlement'
import { runScreening } from './run-screening'

/** Goes on with what a dead worker left. */
export async function resumeScreening(): Promise<void> {
  for (const id of await leftLying('settlement_load')) await unhindered('settlement.resume', loadSettlement(id))
  for (const id of await leftLying('screening_run')) await unhindered('screening.resume', runScreening(id))
  for (const id of await leftLying('screening_issue')) await unhindered('screening.resume', runIssue(id))
}

/** What does not come about now keeps nothing else waiting. */
const unhindered = (where: string, work: Promise<void>) => work.catch((error: unknown) => logFault({ where, error }))
