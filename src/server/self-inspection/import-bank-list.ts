import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Actor } from '#domain/kernel/access'
import { beijingDay } from '#domain/kernel/civil-date'
import { type Result, refuse } from '#domain/kernel/result'
import type { BankList, ListedReceipt } from '#domain/self-inspection/bank/read-bank-list'
import { importBankListInput } from '#domain/self-inspection/money-inputs'
import { bankGrants } from '#domain/self-inspection/steps'
import { toHalfWidth, withoutInvisible } from '#domain/table/text'
import { audit } from '#platform/audit'
import type { Tx } from '#platform/db'
import { type Before, type Context, preparedCommand } from '../command'
import { readApart } from '../file/read-apart'
import { query } from '../query'
import { must } from '../refused'

/** Whether this person takes the lists of an account in: of an insurance agency, where the refunds arrive. */
export const takesBankLists = (actor: Actor): boolean =>
  actor.department === 'MI' && actor.agencyId !== null && bankGrants.import.some(({ role }) => actor.roles.includes(role))

/** As many as a person mends at once. */
const problemsShown = 5
const namedRows = 5

/**
 * Takes in the list of incoming money of an account, whole or not at all. A row is known by its serial number: what an earlier list
 * brought is not brought again, so that overlapping lists can be imported as the bank gives them. What is left aside is said.
 *
 * Refuses `notFound` (also a file of somebody else), `unreadableFile`, `bankListWrong` with the first cells to mend, `bankListEmpty`,
 * `bankSerialsDiffer` where a serial number stands for another sum in the account, `bankRowsElsewhere` where the same sum stands in another
 * account of the agency.
 */
export const importBankList = preparedCommand(
  'bank.importList',
  importBankListInput,
  readAhead,
  async (context, { fileId, ...named }, read) => {
    const { tx, actor, now, requestId } = context
    if (!takesBankLists(actor) || !actor.agencyId) return must(refuse('notFound'))
    const { receipts, outgoing, negative } = must(wholeList(must(read)))
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('bank.importList ' || ${actor.agencyId}, 0))`
    const account = await accountOf(tx, actor.agencyId, named)
    await holdAgainstKnown(tx, { agencyId: actor.agencyId, account }, receipts)
    const id = randomUUID()
    await tx.bankImport.createMany({
      data: [
        {
          ...{ id, agencyId: actor.agencyId, department: 'MI', regionNo: actor.regionNo, account, fileId, rowCount: receipts.length },
          ...{
            addedCount: 0,
            outgoingCount: outgoing,
            negativeCount: negative.length,
            importedById: actor.userId,
            importedByName: actor.name,
            importedAt: now,
          },
        },
      ],
    })
    const added = await addRows(context, { id, agencyId: actor.agencyId, account }, receipts)
    await tx.bankImport.updateMany({ where: { id }, data: { addedCount: added } })
    await audit(tx, {
      at: now,
      actor,
      action: 'bank.importList',
      subject: { type: 'bankImport', id },
      change: {
        account: [null, account],
        rows: [null, receipts.length],
        added: [null, added],
        outgoing: [null, outgoing],
        negative: [null, negative.length],
      },
      requestId,
    })
    return { added, known: receipts.length - added, outgoing, negativeCount: negative.length, negative: negative.slice(0, namedRows) }
  },
)

async function readAhead({ actor, now }: Before, { fileId }: { fileId: string }): Promise<Result<BankList>> {
  if (!takesBankLists(actor)) return refuse('notFound')
  const file = await query(actor, (tx) => tx.storedFile.findFirst({ where: { id: fileId, uploadedById: actor.userId } }))
  if (!file) return refuse('notFound')
  return readApart('bankList', { file: { sha256: file.sha256, displayName: file.displayName }, today: beijingDay(now) })
}

/** A list with a row that cannot be read is none: money that is left out unseen would be looked for in vain. */
function wholeList(list: BankList): Result<BankList> {
  if (list.problems.length > 0) {
    return refuse('bankListWrong', { count: list.problems.length, problems: list.problems.slice(0, problemsShown).join('') })
  }
  return list.receipts.length > 0 ? { ok: true, value: list } : refuse('bankListEmpty')
}

/** Names of one account, however they are spaced. */
const folded = (account: string) =>
  toHalfWidth(withoutInvisible(account))
    .replace(/[\s()·.,，。、:：-]/g, '')
    .toUpperCase()

/** The accounts whose lists an agency has taken in, the latest first. */
export const bankAccounts = (tx: Tx, agencyId: string) =>
  tx.bankImport
    .groupBy({ by: ['account'], where: { agencyId }, _max: { importedAt: true }, orderBy: { _max: { importedAt: 'desc' } } })
    .then((found) => found.map(({ account }) => account))

/** The account that a person chose, or the new one; a new name for a known one is the known one. Refuses `notFound`. */
async function accountOf(tx: Tx, agencyId: string, { account, newAccount }: { account: string; newAccount: string }): Promise<string> {
  const known = await bankAccounts(tx, agencyId)
  if (account !== '') return known.find((one) => one === account) ?? must(refuse('notFound'))
  return known.find((one) => folded(one) === folded(newAccount)) ?? newAccount
}

type KnownRow = { serial: string; account: string }

/** Refuses `bankSerialsDiffer`, `bankRowsElsewhere`: the same money is never taken in twice, and never left out for another's number. */
async function holdAgainstKnown(tx: Tx, { agencyId, account }: { agencyId: string; account: string }, receipts: readonly ListedReceipt[]) {
  const known = await tx.$queryRaw<KnownRow[]>`
    SELECT DISTINCT b.serial, b.account FROM bank_row b
      JOIN jsonb_to_recordset(${JSON.stringify(receipts)}::jsonb) AS l("receivedOn" date, "amountFen" bigint, payer text, serial text)
        ON l.serial = b.serial
    WHERE b.agency_id = ${agencyId}::uuid
      AND (b.account = ${account}) <> ((b.received_on, b.amount_fen, b.payer) = (l."receivedOn", l."amountFen", l.payer))
    ORDER BY b.account, b.serial`
  const told = (rows: readonly KnownRow[]) => ({ count: rows.length, serials: rows.slice(0, namedRows).map(({ serial }) => serial) })
  const differ = known.filter((row) => row.account === account)
  if (differ.length > 0) must(refuse('bankSerialsDiffer', told(differ)))
  const [elsewhere] = known
  if (elsewhere) must(refuse('bankRowsElsewhere', { account: elsewhere.account, ...told(known) }))
}

/** Adds the rows that no list of the account has brought, in the order of their serial numbers, so that two imports at once take turns. */
async function addRows(
  { tx, actor }: Context,
  { id, agencyId, account }: { id: string; agencyId: string; account: string },
  receipts: readonly ListedReceipt[],
): Promise<number> {
  const rows = receipts
    .map((receipt) => ({ id: randomUUID(), ...receipt }))
    .sort((one, other) => (one.serial < other.serial ? -1 : one.serial > other.serial ? 1 : 0))
  return tx.$executeRaw`
    INSERT INTO bank_row (id, import_id, agency_id, department, region_no, account, serial, received_on, amount_fen, payer, remark)
    SELECT l.id, ${id}::uuid, ${agencyId}::uuid, 'MI', ${actor.regionNo}::int, ${account}, l.serial, l."receivedOn", l."amountFen", l.payer, l.remark
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS l(id uuid, "receivedOn" date, "amountFen" bigint, payer text, remark text, serial text)
    ON CONFLICT (agency_id, account, serial) DO NOTHING`
}
