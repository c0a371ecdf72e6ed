import Link from 'next/link'
import { type StatusKind, StatusTag } from '#components/status-tag'
import { type OutlineSection, reportOutline } from '#domain/summary/outline'
import { passagesOf, type ReportSections, sectionOf } from '#domain/summary/sections'
import { summaryText } from '#messages/zh/summary'

type SectionState = keyof typeof summaryText.sectionStates
const looks = { written: 'done', numbersOnly: 'open', empty: 'notStarted' } satisfies Record<SectionState, StatusKind>

export function sectionState({ key, sentences }: OutlineSection, sections: ReportSections): SectionState {
  if (passagesOf(sectionOf(sections, key)).length > 0) return 'written'
  return sentences.length > 0 ? 'numbersOnly' : 'empty'
}

/** The sections of the report and how far each is. */
export function OutlineNav({ reportId, sections, chosen }: { reportId: string; sections: ReportSections; chosen: string }) {
  return (
    <nav aria-label={summaryText.outline} className="no-print bg-panel border-divider rounded-control border desktop:sticky desktop:top-16">
      <ol>
        {reportOutline.map((section, index) => {
          const state = sectionState(section, sections)
          return (
            <li key={section.key} className="border-divider border-b last:border-b-0">
              <Link
                href={`/summaries/${reportId}?section=${section.key}#${section.key}`}
                prefetch={false}
                aria-current={section.key === chosen ? 'true' : undefined}
                className="hover:bg-page aria-[current]:bg-brand-soft flex items-center justify-between gap-2 px-3 py-1.5 aria-[current]:font-semibold"
              >
                <span>
                  {index + 1} {section.title}
                </span>
                <StatusTag kind={looks[state]} label={summaryText.sectionStates[state]} />
              </Link>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
