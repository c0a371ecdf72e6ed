import { StatusTag } from '#components/status-tag'
import { StepButton } from '#components/step-button'
import { DownloadLink } from '#components/ui/button'
import { PageHead } from '#components/ui/card'
import { beijingMinute } from '#domain/kernel/civil-date'
import { reportOutline } from '#domain/summary/outline'
import type { ReportStep } from '#domain/summary/steps'
import { summaryText } from '#messages/zh/summary'
import type { ReportPage } from '#server/summary/queries'
import { freeze, sendBack, sign } from '../actions'
import { sectionState } from './outline-nav'

export const reportLooks = { draft: 'open', frozen: 'waiting', signed: 'done' } as const

/** The steps that move the whole report; those on its words stand with the words. */
const moves = { freeze, sign, sendBack } as const
const isMove = (name: ReportStep): name is keyof typeof moves => name in moves

export function ReportHead({ report }: { report: ReportPage }) {
  const { id, state, version, frozenByName, frozenAt, signedByName, signedAt } = report
  return (
    <PageHead
      title={report.title}
      trail={`${report.frame.agencyName} · ${report.campaign.name}`}
      lead={
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <StatusTag kind={reportLooks[state]} label={summaryText.states[state]} />
          {report.documentNumber && <span>{report.documentNumber}</span>}
          <span>
            {summaryText.asOf} {beijingMinute(report.asOf)}
          </span>
          {frozenByName && frozenAt && <span>{summaryText.frozenBy(frozenByName, beijingMinute(frozenAt))}</span>}
          {signedByName && signedAt && <span>{summaryText.signedBy(signedByName, beijingMinute(signedAt))}</span>}
          {state === 'draft' && <span>{summaryText.liveNote}</span>}
        </span>
      }
      actions={
        <>
          <DownloadLink href={`/summaries/${id}/paper`} variant={state === 'signed' ? 'primary' : 'outline'}>
            {state === 'signed' ? summaryText.download : summaryText.preview}
          </DownloadLink>
          {report.steps.map(
            ({ name, shut }) =>
              isMove(name) && (
                <StepButton
                  key={name}
                  label={summaryText.steps[name]}
                  shut={shut}
                  fields={{ reportId: id, version }}
                  action={moves[name]}
                  variant={name === 'sendBack' ? 'outline' : 'primary'}
                  confirm={
                    name === 'sendBack'
                      ? { reason: { name: 'reason', label: summaryText.reason, required: true } }
                      : { body: name === 'freeze' ? freezeBody(report) : summaryText.signBody }
                  }
                />
              ),
          )}
        </>
      }
    />
  )
}

/** What freezing does, and what would go out unwritten. */
function freezeBody({ sections }: ReportPage) {
  const unwritten = reportOutline.filter((section) => sectionState(section, sections) === 'empty').map(({ title }) => title)
  return unwritten.length === 0 ? summaryText.freezeBody : `${summaryText.freezeBody}${summaryText.freezeUnwritten(unwritten)}`
}
