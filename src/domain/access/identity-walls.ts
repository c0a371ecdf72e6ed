import { grantDeciders, grantProposer } from '../identity/grant-policy'
import type { Role } from '../kernel/access'

/**
 * The row policies of accounts, posts and what opens them. They are not of the reach: no department or region of the person acting decides
 * here, but whose row it is, and the ward of an administrator, which the database works out from the post they act in, and not from what
 * the program says they are. A test holds the database against this text.
 *
 * Whoever is not signed in yet reaches no row. Sign-in, sessions and tokens go through functions that take a login, an id or a hash
 * and return that one row.
 */

const me = "(SELECT ctx_uuid('app.user_id'))"
const rolesSql = (roles: readonly Role[]) => `'{${[...roles].sort().join(',')}}'::"Role"[]`

/** Accounts that an administrator may look at: those of the ward, and those for whom a post in it was proposed. */
const overseen = (column: string) => `${column} IN (SELECT overseen_ids())`
/** Accounts of the ward of a security administrator, but their own. */
const administered = (column: string) => `${column} IN (SELECT administered_ids())`
const unitOf = (table: string, who: readonly Role[]) =>
  `coalesce(${table}.agency_id, ${table}.institution_id) IN (SELECT ward_units(${rolesSql(who)}))`
const ownPost = (table: string) => `EXISTS (SELECT FROM post WHERE post.id = ${table}.post_id AND post.user_id = ${table}.user_id)`

const ownOr = (table: string, others: (column: string) => string) => `${table}.user_id = ${me} OR ${others(`${table}.user_id`)}`

/** A post comes of a proposal that somebody else made, and of nothing else. */
const proposed = `EXISTS (SELECT FROM post_grant WHERE post_grant.user_id = post.user_id AND post_grant.state = 'proposed'
      AND post_grant.proposed_by_id <> ${me} AND post_grant.roles = post.roles AND post_grant.clearance = post.clearance
      AND post_grant.agency_id IS NOT DISTINCT FROM post.agency_id AND post_grant.institution_id IS NOT DISTINCT FROM post.institution_id
      AND post_grant.valid_until IS NOT DISTINCT FROM post.valid_until)`

type Wall = { table: string; select?: string; insert?: string; update?: readonly [before: string, after: string]; worker?: false }

export const identityWalls: readonly Wall[] = [
  {
    table: 'user_account',
    select: `user_account.id = ${me} OR ${overseen('user_account.id')}`,
    insert: `coalesce(user_account.home_agency_id, user_account.home_institution_id) IN (SELECT ward_units(${rolesSql([grantProposer])}))`,
    update: [
      `user_account.id = ${me} OR ${administered('user_account.id')}`,
      `user_account.id = ${me} OR ${administered('user_account.id')}`,
    ],
  },
  // Old password hashes: written by a trigger, compared through a function that knows one's own alone.
  { table: 'password_history', worker: false },
  {
    table: 'post',
    select: ownOr('post', overseen),
    insert: `post.user_id <> ${me} AND ${unitOf('post', grantDeciders)} AND ${proposed}`,
    update: [administered('post.user_id'), administered('post.user_id')],
  },
  {
    table: 'post_grant',
    select: `post_grant.proposed_by_id = ${me} OR ${unitOf('post_grant', grantDeciders)} OR ${overseen('post_grant.user_id')}`,
    insert: `post_grant.state = 'proposed' AND post_grant.proposed_by_id = ${me} AND ${administered('post_grant.user_id')} AND ${unitOf('post_grant', [grantProposer])}`,
    update: [
      `post_grant.state = 'proposed' AND (post_grant.proposed_by_id = ${me} OR (post_grant.user_id <> ${me} AND ${unitOf('post_grant', grantDeciders)}))`,
      `post_grant.decided_by_id = ${me} AND ((post_grant.state = 'withdrawn' AND post_grant.proposed_by_id = ${me})
      OR (post_grant.state IN ('confirmed', 'refused') AND post_grant.proposed_by_id <> ${me} AND post_grant.user_id <> ${me} AND ${unitOf('post_grant', grantDeciders)}))`,
    ],
  },
  {
    table: 'user_session',
    select: ownOr('user_session', administered),
    insert: `user_session.user_id = ${me} AND ${ownPost('user_session')}`,
    // What is over stays over.
    update: [
      `user_session.revoked_at IS NULL AND (${ownOr('user_session', administered)})`,
      `(${ownOr('user_session', administered)}) AND ${ownPost('user_session')}`,
    ],
  },
  {
    table: 'sign_in_attempt',
    select: 'EXISTS (SELECT FROM user_account WHERE user_account.login = sign_in_attempt.login)',
    update: [
      `EXISTS (SELECT FROM user_account WHERE user_account.login = sign_in_attempt.login AND ${administered('user_account.id')})`,
      `EXISTS (SELECT FROM user_account WHERE user_account.login = sign_in_attempt.login AND ${administered('user_account.id')})`,
    ],
  },
  {
    table: 'access_token',
    select: ownOr('access_token', administered),
    insert: `access_token.user_id = ${me} AND ${ownPost('access_token')}`,
    update: [`access_token.revoked_at IS NULL AND (${ownOr('access_token', administered)})`, `(${ownOr('access_token', administered)})`],
  },
]

function wallSql({ table, select, insert, update, worker }: Wall): string {
  return [
    `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;`,
    `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;`,
    ...(select ? [`CREATE POLICY wall_select ON ${table} FOR SELECT TO qingyuan_app USING (\n    ${select});`] : []),
    ...(insert ? [`CREATE POLICY wall_insert ON ${table} FOR INSERT TO qingyuan_app WITH CHECK (\n    ${insert});`] : []),
    ...(update
      ? [`CREATE POLICY wall_update ON ${table} FOR UPDATE TO qingyuan_app USING (\n    ${update[0]}) WITH CHECK (\n    ${update[1]});`]
      : []),
    ...(worker === false ? [] : [`CREATE POLICY worker_all ON ${table} TO qingyuan_worker USING (true) WITH CHECK (true);`]),
    `CREATE POLICY owner_all ON ${table} TO CURRENT_USER USING (true) WITH CHECK (true);`,
  ].join('\n')
}

/** The statements that put accounts, posts and what opens them under their policies. */
export const identityPolicies = (): string => identityWalls.map(wallSql).join('\n\n')
