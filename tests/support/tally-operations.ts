import { randomUUID } from 'node:crypto'
import type { Random } from '../../prisma/seed/random'

/** What may happen to the rows that a tally counts, each as one statement of chance. */
export type Place = { filings: readonly string[]; lists: readonly [string, string]; checks: readonly string[]; counties: readonly number[] }
export type Statement = { text: string; values: readonly unknown[] }
type Operation = (random: Random, place: Place) => Statement

const someone = '01980000-0000-7000-8000-000000000001'
const other = '01980000-0000-7000-8000-000000000002'
const scope = 'f.institution_id, f.department, f.region_no'
const nth = (table: string, condition = '') =>
  `(SELECT id FROM ${table} WHERE filing_id = $1 ${condition} ORDER BY id OFFSET $2 % greatest((SELECT count(*) FROM ${table} WHERE filing_id = $1 ${condition}), 1) LIMIT 1)`

const filing = (random: Random, { filings }: Place) => random.pick(filings)
const turn = (random: Random) => random.whole(0, 1000)

/** Several answers at once, new and given again; also under items that the institution is not asked. */
const answer: Operation = (random, place) => ({
  text: `INSERT INTO filing_answer AS a (id, filing_id, item_id, ${scope.replaceAll('f.', '')}, answer, reason, answered_by_id, answered_at)
    SELECT gen_random_uuid(), f.id, x.id, ${scope}, $3::"AnswerKind", 'x', '${someone}', now()
    FROM filing f JOIN checklist_item x ON x.checklist_id = ${random.chance(0.9) ? 'f.checklist_id' : '$4::uuid'} AND (x.seq + $2) % 3 = 0
    WHERE f.id = $1 AND $4::uuid IS NOT NULL
    ON CONFLICT (filing_id, item_id) DO UPDATE SET answer = EXCLUDED.answer, reason = EXCLUDED.reason, previous_item_id = NULL, version = a.version + 1`,
  values: [filing(random, place), turn(random), random.pick(['found', 'noneFound', 'notApplicable']), random.pick(place.lists)],
})
const doubtAnswer: Operation = (random, place) => ({
  text: `UPDATE filing_answer SET previous_item_id = CASE WHEN previous_item_id IS NULL THEN item_id END WHERE id = ${nth('filing_answer')}`,
  values: [filing(random, place), turn(random)],
})
const carryAnswers: Operation = (random, place) => ({
  text: `UPDATE filing_answer a SET item_id = n.id, previous_item_id = CASE WHEN (n.seq + $2) % 2 = 0 THEN o.id END
    FROM checklist_item o JOIN checklist_item n ON n.code = o.code AND n.checklist_id = $3
    WHERE a.filing_id = $1 AND a.item_id = o.id AND o.checklist_id <> $3
      AND NOT EXISTS (SELECT FROM filing_answer t WHERE t.filing_id = $1 AND t.item_id = n.id)`,
  values: [filing(random, place), turn(random), random.pick(place.lists)],
})
const find: Operation = (random, place) => ({
  text: `INSERT INTO finding (id, campaign_id, filing_id, answer_id, ${scope.replaceAll('f.', '')}, behaviour, people_count, period_from, period_to,
      billed_fen, irregular_fen, fund_loss_fen, recorded_by_id, recorded_at)
    SELECT gen_random_uuid(), f.campaign_id, f.id, ${nth('filing_answer')}, ${scope}, 'x', 1, '2024-01-01', '2024-02-01', $3::bigint, $3::bigint,
      $3::bigint, '${someone}', now() FROM filing f WHERE f.id = $1 AND EXISTS (SELECT FROM filing_answer WHERE filing_id = $1)`,
  values: [filing(random, place), turn(random), random.whole(0, 5_000_00)],
})
const amendFinding: Operation = (random, place) => ({
  text: `UPDATE finding SET billed_fen = $3::bigint, irregular_fen = $3::bigint, fund_loss_fen = $3::bigint WHERE id = ${nth('finding')}`,
  values: [filing(random, place), turn(random), random.whole(0, 5_000_00)],
})
const removeFinding: Operation = (random, place) => ({
  text: `DELETE FROM finding WHERE id = ${nth('finding', 'AND NOT EXISTS (SELECT FROM refund WHERE finding_id = finding.id)')}`,
  values: [filing(random, place), turn(random)],
})
const pay: Operation = (random, place) => ({
  text: `INSERT INTO refund (id, campaign_id, filing_id, finding_id, ${scope.replaceAll('f.', '')}, ledger, amount_fen, paid_on, voucher_number, state,
      declared_by_id, declared_at, confirmed_by_id, confirmed_at)
    SELECT gen_random_uuid(), f.campaign_id, f.id, ${nth('finding')}, ${scope}, $3::"RefundLedger", $4::bigint, '2024-05-01', $5, $6::"RefundState",
      '${someone}', now(), CASE WHEN $6 <> 'declared' THEN '${other}'::uuid END, CASE WHEN $6 <> 'declared' THEN now() END
    FROM filing f WHERE f.id = $1 AND EXISTS (SELECT FROM finding WHERE filing_id = $1)`,
  values: [
    ...[filing(random, place), turn(random), random.pick(['fundRefund', 'agreementRecovery']), random.whole(1, 3_000_00)],
    ...[randomUUID(), random.pick(['declared', 'confirmed', 'rejected'])],
  ],
})
const settleRefund: Operation = (random, place) => ({
  text: `UPDATE refund SET state = $3::"RefundState", confirmed_by_id = CASE WHEN $3 <> 'declared' THEN '${other}'::uuid END,
    confirmed_at = CASE WHEN $3 <> 'declared' THEN now() END WHERE id = ${nth('refund')}`,
  values: [filing(random, place), turn(random), random.pick(['declared', 'confirmed', 'rejected'])],
})
const takeBackRefund: Operation = (random, place) => ({
  text: `DELETE FROM refund WHERE id = ${nth('refund')}`,
  values: [filing(random, place), turn(random)],
})
const check: Operation = (random, place) => ({
  text: `INSERT INTO spot_check_item (id, spot_check_id, filing_id, ${scope.replaceAll('f.', '')}, position, result, note, checked_by_id, second_checker_id, checked_at)
    SELECT gen_random_uuid(), $2::uuid, f.id, ${scope}, 1, $3::"SpotCheckResult", 'x', '${someone}', '${other}', CASE WHEN $3 <> 'pending' THEN now() END
    FROM filing f WHERE f.id = $1 ON CONFLICT (spot_check_id, filing_id) DO UPDATE SET result = EXCLUDED.result, checked_at = EXCLUDED.checked_at`,
  values: [filing(random, place), random.pick(place.checks), random.pick(['pending', 'agrees', 'discrepancy'])],
})
const states = ['notStarted', 'inProgress', 'submitted', 'returned', 'accepted', 'recalled']
const step: Operation = (random, place) => ({
  text: `UPDATE filing SET state = $2::"FilingState", version = version + 1, submitted_at = coalesce(submitted_at, now()), attestation = 'x',
    receipt_number = id::text, reviewed_at = now(), review_note = 'x', recalled_at = now(), recall_reason = 'x' WHERE id = ANY ($1::uuid[])`,
  values: [random.chance(0.9) ? [filing(random, place)] : random.shuffled(place.filings).slice(0, 12), random.pick(states)],
})
const reissue: Operation = (random, place) => ({
  text: 'UPDATE filing SET checklist_id = $2, due_on = $3 WHERE id = ANY ($1::uuid[])',
  values: [
    random.chance(0.7) ? [filing(random, place)] : random.shuffled(place.filings).slice(0, 8),
    ...[random.pick(place.lists), random.pick(['2024-05-31', '2024-06-30', '2030-01-01'])],
  ],
})
const move: Operation = (random, place) => ({
  text: `UPDATE institution SET region_no = $2::int, region_code = $2::text WHERE id = (SELECT institution_id FROM filing WHERE id = $1)`,
  values: [filing(random, place), random.pick(place.counties)],
})
const closeOrOpen: Operation = (random, place) => ({
  text: `UPDATE institution SET active = NOT active, merged_into_id = CASE WHEN active THEN (SELECT institution_id FROM filing WHERE id = $2) END
    WHERE id = (SELECT institution_id FROM filing WHERE id = $1) AND id <> (SELECT institution_id FROM filing WHERE id = $2)`,
  values: [filing(random, place), filing(random, place)],
})
const becomeAnother: Operation = (random, place) => ({
  text: `UPDATE institution SET kind = $2::"InstitutionKind", level = $3::"InstitutionLevel" WHERE id = (SELECT institution_id FROM filing WHERE id = $1)`,
  values: [filing(random, place), random.pick(['hospital', 'clinic', 'pharmacy']), random.pick(['tertiary', 'secondary', 'ungraded'])],
})

/** Those that the application's role may do, by how often. */
export const ofOfficers: readonly (readonly [Operation, number])[] = [
  [answer, 30],
  [doubtAnswer, 6],
  [carryAnswers, 5],
  [find, 12],
  [amendFinding, 8],
  [removeFinding, 4],
  [pay, 8],
  [settleRefund, 8],
  [takeBackRefund, 3],
  [check, 6],
  [step, 8],
  [reissue, 4],
  [move, 3],
  [closeOrOpen, 3],
  [becomeAnother, 2],
]

/** Those that nobody may do but the owner of the database: a tally is right after them all the same. */
const removeAnswers: Operation = (random, place) => ({
  text: `DELETE FROM filing_answer a WHERE filing_id = $1 AND NOT EXISTS (SELECT FROM finding WHERE answer_id = a.id)`,
  values: [filing(random, place)],
})
const removeCheck: Operation = (random, place) => ({
  text: `DELETE FROM spot_check_item WHERE id = ${nth('spot_check_item')}`,
  values: [filing(random, place), turn(random)],
})
const askOthers: Operation = (random, place) => ({
  text: `UPDATE checklist_item SET kinds = $3::"InstitutionKind"[], levels = $4::"InstitutionLevel"[] WHERE checklist_id = $1 AND (seq + $2) % 5 = 0`,
  values: [
    ...[random.pick(place.lists), turn(random)],
    ...[random.pick(['{hospital}', '{hospital,clinic,pharmacy}', '{clinic}']), random.pick(['{}', '{tertiary}', '{tertiary,secondary}'])],
  ],
})
const fileForAnother: Operation = (random, place) => ({
  text: `UPDATE finding SET filing_id = $3 WHERE id = ${nth('finding', 'AND NOT EXISTS (SELECT FROM refund WHERE finding_id = finding.id)')}`,
  values: [filing(random, place), turn(random), filing(random, place)],
})

export const ofOwner: readonly (readonly [Operation, number])[] = [
  [removeAnswers, 4],
  [removeCheck, 3],
  [askOthers, 1],
  [fileForAnother, 2],
]
