import { bookFilter } from '#domain/document/book'
import { documentKinds, isDocumentKind } from '#domain/document/kinds'
import { beijingDay, beijingMinute } from '#domain/kernel/civil-date'
import { bookText as text } from '#messages/zh/number-book'
import { currentTime } from '#server/clock/now'
import { printBook } from '#server/document/book-queries'
import { bookTable } from '#server/document/book-table'
import { attachment, refusalResponse } from '#server/http/responses'
import { currentActor } from '#server/session'

/** The book of numbers as a workbook, in the order of its registers. */
export async function GET(request: Request): Promise<Response> {
  const actor = await currentActor()
  if (!actor) return refusalResponse({ code: 'notSignedIn' })
  if (actor.agencyId === null) return refusalResponse({ code: 'notFound' })
  const { lines, cut } = await printBook(actor, bookFilter.parse(Object.fromEntries(new URL(request.url).searchParams)))
  const bytes = await bookTable({
    title: text.title,
    heads: [text.seq, ...Object.values(text.printed)],
    rows: [
      ...lines.map((line, place) => [
        place + 1,
        line.number,
        line.kind === null ? text.noPaper : isDocumentKind(line.kind) ? documentKinds[line.kind].name : line.kind,
        line.title ?? (line.subjectId ? text.notShown : text.noPaper),
        line.agency.name,
        beijingMinute(line.givenAt),
        line.givenByName ?? '',
        text.states[line.state],
        line.voidedAt ? beijingMinute(line.voidedAt) : '',
        line.voidedByName ?? '',
        line.voidReason ?? '',
      ]),
      ...(cut ? [[text.cut(lines.length)]] : []),
    ],
  })
  return attachment({
    bytes,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    displayName: text.fileName(beijingDay(currentTime())),
  })
}
