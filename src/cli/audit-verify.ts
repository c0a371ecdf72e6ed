import { auditFaultText, auditHolds } from '#messages/zh/audit'
import { verifyAudit } from '#server/audit/verify'
import { DoesNotHold, type Run } from './command'
import { readArguments } from './read-arguments'

/** Checks the audit trail and names the first entry that does not hold. */
export const run: Run = async (args) => {
  readArguments(args, { usage: 'audit verify' })
  const verdict = await verifyAudit()
  if (!verdict.holds) throw new DoesNotHold(auditFaultText[verdict.fault](verdict), verdict)
  process.stderr.write(`${auditHolds(verdict)}\n`)
  return verdict
}
