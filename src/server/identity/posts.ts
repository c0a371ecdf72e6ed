import 'server-only'
import { type Department, departments } from '#domain/department/department'
import { isAdmin } from '#domain/identity/session-policy'
import { type Actor, type AgencyKind, agencyKinds, type Role, roles } from '#domain/kernel/access'
import { pool } from '#platform/db'

/** A post as `posts_of` tells it. */
export type PostRow = {
  post_id: string
  title: string
  roles: string[]
  clearance: number
  agency_id: string | null
  agency_kind: string | null
  institution_id: string | null
  unit_name: string | null
  department: string | null
  region_no: number | null
  range_lo: number | null
  range_hi: number | null
}

/** A post as its holder chooses among theirs. */
export type Post = { id: string; label: string; current: boolean; roles: Role[] }

const isRole = (role: string): role is Role => roles.some((known) => known === role)

export const rolesOf = (post: PostRow): Role[] => post.roles.filter(isRole)

export const postOf = (post: PostRow, currentId: string): Post => ({
  id: post.post_id,
  label: [post.unit_name, post.title].filter(Boolean).join(' '),
  current: post.post_id === currentId,
  roles: rolesOf(post),
})

const kindOf = (kind: string | null): AgencyKind | null => agencyKinds.find((known) => known === kind) ?? null

const departmentOf = (code: string | null): Department | null => departments.find((known) => known === code) ?? null

/** Outside of every region. */
const nowhere = {
  department: null,
  agencyId: null,
  agencyKind: null,
  institutionId: null,
  regionNo: 0,
  regionLo: null,
  regionHi: null,
  clearance: 0,
}

/**
 * The person acting in this post. An administrator acts in no department and no region, so that no business row is in
 * reach; a person of an institution has the institution alone.
 */
type Person = Pick<Actor, 'userId' | 'name' | 'recusedIds' | 'committedTo'> & Partial<Pick<Actor, 'openedIds'>>

export function actorOf(person: Person, post: PostRow): Actor {
  const held = rolesOf(post)
  const whole = { openedIds: [], ...person, postId: post.post_id, roles: held, agencyName: post.unit_name ?? '' }
  if (isAdmin(held) || (post.agency_id === null && post.institution_id === null)) return { ...whole, ...nowhere }
  return {
    ...whole,
    department: departmentOf(post.department),
    agencyId: post.agency_id,
    agencyKind: kindOf(post.agency_kind),
    institutionId: post.institution_id,
    regionNo: post.region_no ?? 0,
    regionLo: post.range_lo,
    regionHi: post.range_hi,
    clearance: post.clearance,
  }
}

/** The posts a person holds now, the oldest first. */
export async function postsOf(userId: string, now: Date): Promise<PostRow[]> {
  const { rows } = await pool.query<PostRow>({
    name: 'posts-of',
    text: 'SELECT * FROM posts_of($1, $2) ORDER BY valid_from, post_id',
    values: [userId, now],
  })
  return rows
}
