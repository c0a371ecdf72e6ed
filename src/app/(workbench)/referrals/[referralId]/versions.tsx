import { Card } from '#components/ui/card'
import { Tag } from '#components/ui/tag'
import { beijingMinute } from '#domain/kernel/civil-date'
import type { Version } from '#domain/referral/snapshot'
import { versionText } from '#messages/zh/referral-versions'
import type { ReferralView } from '#server/referral/queries'
import { ShownContent } from './shown-content'

type Shown = ReferralView['versions'][number]

/** What the other side sees and what it saw before, each with who sent it and its hash; the newest first. */
export function Versions({ referral }: { referral: ReferralView }) {
  const { versions } = referral
  if (versions.length === 0) return null
  return (
    <Card title={versionText.title} actions={<span className="text-hint">{versionText.count(versions.length)}</span>}>
      <ol className="space-y-3">
        {versions.map((version, place) => (
          <OneVersion key={version.id} version={version} isNewest={place === 0} hasBills={referral.kind === 'billVerification'} />
        ))}
      </ol>
    </Card>
  )
}

function OneVersion({ version, isNewest, hasBills }: { version: Shown; isNewest: boolean; hasBills: boolean }) {
  const { seq, cause, at, byName, hash, intact, content } = version
  return (
    <li className="border-divider border-b pb-3 last:border-b-0 last:pb-0">
      <p className="flex flex-wrap items-center gap-2">
        <span className="font-semibold">{versionText.number(seq)}</span>
        <Tag tone={cause === 'withdrawn' ? 'danger' : 'neutral'}>{versionText.causes[cause]}</Tag>
        {isNewest && <Tag tone="success">{versionText.newest}</Tag>}
        <span className="text-ink-2">
          {byName} {beijingMinute(at)}
        </span>
      </p>
      <p className="text-hint mt-1 font-mono text-xs break-all">SHA-256 {hash}</p>
      {!intact && (
        <p role="alert" className="text-danger font-semibold">
          {versionText.broken}
        </p>
      )}
      {content.withdrawn ? (
        <p className="mt-1 whitespace-pre-line">{versionText.withdrawn(content.withdrawn.reason)}</p>
      ) : (
        <details className="mt-1">
          <summary className="link cursor-pointer">{versionText.open(seq)}</summary>
          <div className="mt-2">
            <WholeContent content={content} hasBills={hasBills} />
          </div>
        </details>
      )}
    </li>
  )
}

/** A whole, material by material with its hash; what came with a supply says with which words it came. */
export function WholeContent({ content, hasBills }: { content: Version; hasBills: boolean }) {
  const noteOf = (seq: number) => content.supplied.find(({ seqs }) => seqs.includes(seq))?.note
  const alone = content.supplied.filter(({ seqs }) => seqs.length === 0)
  return (
    <>
      {content.summary.split('\n').map((paragraph) => (
        <p key={paragraph} className="mb-2">
          {paragraph}
        </p>
      ))}
      <ShownContent content={content} hasBills={hasBills}>
        <ol className="space-y-1">
          {content.materials.map(({ seq, title, sha256, fileId }, place) => (
            <li key={seq}>
              {place + 1}.{' '}
              {fileId ? (
                <a className="link" href={`/api/files/${fileId}`}>
                  {title}
                </a>
              ) : (
                title
              )}{' '}
              <span className="text-hint font-mono text-xs">{sha256?.slice(0, 12) ?? '—'}</span>
              {noteOf(seq) !== undefined && <span className="text-ink-2"> {versionText.supplied(noteOf(seq) ?? '')}</span>}
            </li>
          ))}
        </ol>
      </ShownContent>
      {alone.map(({ note }) => (
        <p key={note} className="text-ink-2 whitespace-pre-line">
          {versionText.supplied(note)}
        </p>
      ))}
    </>
  )
}
