import type { ReactNode } from 'react'
import type { Role } from '#domain/kernel/access'
import { beijingMinute } from '#domain/kernel/civil-date'
import { accountsText } from '#messages/zh/accounts'
import { PostLine } from '../users/[userId]/post-line'

type Grant = {
  title: string
  unitName: string
  roles: readonly Role[]
  clearance: number
  validUntil: Date | null
  reason: string
  proposedAt: Date
  proposedBy: { name: string }
}

/** A proposed post with who asked for it and why. */
export const GrantLine = ({ grant, person, children }: { grant: Grant; person?: string; children?: ReactNode }) => (
  <li className="flex flex-wrap items-start justify-between gap-3 py-2">
    <div className="min-w-0 flex-1">
      {person && <p className="font-semibold">{person}</p>}
      <PostLine post={grant} />
      <p className="text-ink-2">
        {accountsText.proposedBy(grant.proposedBy.name, beijingMinute(grant.proposedAt))} · {accountsText.grantReason}：{grant.reason}
      </p>
    </div>
    {children && <div className="flex flex-wrap gap-2">{children}</div>}
  </li>
)
