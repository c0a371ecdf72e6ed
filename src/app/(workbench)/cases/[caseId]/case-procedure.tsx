import type { ReactNode } from 'react'
import { Card } from '#components/ui/card'
import { Tag } from '#components/ui/tag'
import { houseRules, withNoticed } from '#domain/case/place-rules'
import { fromDateColumn } from '#domain/kernel/civil-date'
import { formatYuan } from '#domain/kernel/money'
import { procedureText } from '#messages/zh/case-procedure'
import { suspensionText } from '#messages/zh/case-suspension'
import { localRuleText } from '#messages/zh/local-rules'
import type { CaseView } from '#server/case/queries'
import { CaseAgreement } from './case-agreement'
import { CasePublicity } from './case-publicity'
import { CaseRemedies } from './case-remedies'
import { CaseScoring } from './case-scoring'
import { CaseStoppages } from './case-stoppages'
import { ServeBesides } from './serve-later'
import { ServiceReceipts } from './service-receipts'

const { acts } = procedureText
const day = (value: Date | null) => (value ? fromDateColumn(value) : '—')

/** What the operating agency does beside the procedure. */
const ByOperator = ({ file }: { file: CaseView }) => (
  <>
    <CaseAgreement file={file} />
    <CaseScoring file={file} />
  </>
)

const NotBegun = ({ file }: { file: CaseView }) => (
  <div className="space-y-4">
    <Card>{acts.none}</Card>
    <ByOperator file={file} />
  </div>
)

/** Where the administrative procedure stands, and each act of it with its day. */
export function CaseProcedure({ file }: { file: CaseView }) {
  const { procedure } = file
  if (!procedure) return <NotBegun file={file} />
  const { decidedFineFen, decidedRefundFen, decidedAt } = procedure
  return (
    <div className="space-y-4">
      <Card title={procedureText.title}>
        <p className="flex flex-wrap items-center gap-2">
          <Tag>{procedureText.stages[procedure.stage]}</Tag>
          {procedure.suspendedAt && <Tag tone="warning">{suspensionText.suspended}</Tag>}
          {procedure.kind === 'summary' && <Tag>{procedureText.summary}</Tag>}
          {procedure.outcome && <span>{procedureText.outcomes[procedure.outcome]}</span>}
          {procedure.closingKind && <span>{procedureText.closingKinds[procedure.closingKind]}</span>}
        </p>
        {procedure.outcomeReason && <p className="mt-1 whitespace-pre-line">{procedure.outcomeReason}</p>}
        {decidedAt && <p className="mt-1">{acts.decided(formatYuan(decidedRefundFen ?? 0n), formatYuan(decidedFineFen ?? 0n))}</p>}
        {procedure.takenOver && <p className="text-hint mt-1">{procedureText.takenOver}</p>}
        {procedure.note && <p className="mt-1 whitespace-pre-line">{procedure.note}</p>}
      </Card>
      <Notices file={file} />
      <Hearings file={file} />
      <Acts
        title={acts.discussions}
        items={file.discussions.map((one) => ({
          ...one,
          head: `${day(one.heldOn)}　${one.present.join('、')}`,
          body: `${one.opinions}\n${one.conclusion}`,
        }))}
      />
      <Acts
        title={acts.services}
        items={file.services.map(({ id, paper, method, servedOn, receiver, note, proofFileIds }) => ({
          id,
          head: `${day(servedOn)}　${procedureText.served[paper]}　${procedureText.methods[method]}　${receiver}`,
          tags: proofFileIds.length === 0 ? acts.noReceipt : undefined,
          body: note,
          more: <ServiceReceipts file={file} serviceId={id} fileIds={proofFileIds} />,
        }))}
      />
      <CaseStoppages file={file} />
      <ServeBesides file={file} />
      <CaseRemedies file={file} />
      <CasePublicity file={file} />
      <ByOperator file={file} />
      {file.suspensions.length > 0 && (
        <Acts
          title={suspensionText.title}
          items={file.suspensions.map(({ id, suspendedOn, resumedOn, ground, suspendedByName, resumedByName, reason, resumeReason }) => ({
            id,
            head: suspensionText.period(day(suspendedOn), resumedOn && day(resumedOn)),
            tags: suspensionText.grounds[ground],
            body: [suspensionText.by(suspendedByName, reason), resumedByName && suspensionText.resumedBy(resumedByName, resumeReason)]
              .filter(Boolean)
              .join('\n'),
          }))}
        />
      )}
      {file.instalments.length > 0 && (
        <Acts
          title={acts.instalments}
          items={file.instalments.map(({ id, seq, dueOn, amountFen, agreedFen }) => ({
            id,
            head: acts.instalment(seq, day(dueOn)),
            body: agreedFen === null ? formatYuan(amountFen) : acts.cut(formatYuan(amountFen), formatYuan(agreedFen)),
          }))}
        />
      )}
    </div>
  )
}

/** The time that the party was given, and by which rule, where its place has set one. */
function noticedBy(kept: unknown) {
  const { defenceDays } = withNoticed(houseRules, kept)
  return defenceDays.source && localRuleText.applied('defenceDays', defenceDays.value, defenceDays.source)
}

/** What the party was told, and what it said to that. */
const Notices = ({ file }: { file: CaseView }) => (
  <Acts
    title={acts.notices}
    items={file.notices.map((notice) => ({
      ...notice,
      head: acts.noticed(formatYuan(notice.refundFen), formatYuan(notice.fineFen)),
      tags: notice.hearingRight ? acts.hearingRight : undefined,
      body: [
        noticedBy(notice.rules),
        notice.said,
        notice.waived && acts.waived,
        notice.adoption && procedureText.adoptions[notice.adoption],
        notice.adoptionWhy,
      ]
        .filter(Boolean)
        .join('\n'),
    }))}
  />
)

const Hearings = ({ file }: { file: CaseView }) =>
  file.hearings.length > 0 && (
    <Acts
      title={acts.hearings}
      items={file.hearings.map((hearing) => ({
        ...hearing,
        head: acts.hearingAt(day(hearing.hearingOn ?? hearing.askedOn), hearing.place),
        tags: hearing.chairName ? acts.chair(hearing.chairName) : undefined,
        body: [hearing.minutes, hearing.opinion].filter(Boolean).join('\n'),
      }))}
    />
  )

type Act = { id: string; head: ReactNode; body: string; tags?: string; withdrawnAt?: Date | null; more?: ReactNode }

const Acts = ({ title, items }: { title: string; items: readonly Act[] }) => (
  <Card title={title}>
    {items.length === 0 ? (
      <p className="text-ink-2">{acts.none}</p>
    ) : (
      <ul className="space-y-3">
        {items.map(({ id, head, body, tags, withdrawnAt, more }) => (
          <li key={id}>
            <p className="flex flex-wrap items-center gap-2">
              <span>{head}</span>
              {tags && <Tag>{tags}</Tag>}
              {withdrawnAt && <Tag>{acts.withdrawn}</Tag>}
            </p>
            {body && <p className="text-ink-2 whitespace-pre-line">{body}</p>}
            {more}
          </li>
        ))}
      </ul>
    )}
  </Card>
)
