import type { Role } from '#domain/kernel/access'
import { beijingMinute } from '#domain/kernel/civil-date'
import { accountsText } from '#messages/zh/accounts'
import { settingsText } from '#messages/zh/settings'

type Post = { title: string; unitName: string; roles: readonly Role[]; clearance: number; validUntil: Date | null }

const lasting = (validUntil: Date | null, over: boolean) => {
  if (validUntil === null) return accountsText.openEnded
  return over ? accountsText.endedAt(beijingMinute(validUntil)) : accountsText.until(beijingMinute(validUntil))
}

/** A post, held or proposed: where, as what, with which roles, how far and how long. */
export const PostLine = ({ post, over = false }: { post: Post; over?: boolean }) => (
  <div className="min-w-0">
    <p className={over ? 'text-ink-2' : 'font-semibold'}>{[post.unitName, post.title].filter(Boolean).join('　')}</p>
    <p className="text-ink-2">
      {[
        post.roles.map((role) => settingsText.roles[role]).join('、'),
        `${accountsText.clearance}：${accountsText.clearances[post.clearance] ?? post.clearance}`,
        lasting(post.validUntil, over),
      ].join(' · ')}
    </p>
  </div>
)
