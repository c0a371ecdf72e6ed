import { notFound } from 'next/navigation'
import { CommandForm } from '#components/command-form'
import { StepButton } from '#components/step-button'
import { Card, PageHead } from '#components/ui/card'
import { Field } from '#components/ui/field'
import { Textarea } from '#components/ui/input'
import { beijingDay } from '#domain/kernel/civil-date'
import { formatYuan } from '#domain/kernel/money'
import { notLookedFor, speaksOfClock } from '#domain/screening/data-quality'
import { type ControlFigure, controlFigures } from '#domain/screening/settlement-load'
import { screeningText as text } from '#messages/zh/screening'
import { clockText, notLookedForText, qualityText } from '#messages/zh/screening-run'
import { getLoad } from '#server/screening/run-queries'
import { requireActor } from '#server/session'
import { accept, cancelData } from '../../actions'
import { StillWorking } from '../../still-working'

type Load = NonNullable<Awaited<ReturnType<typeof getLoad>>>

/** One delivery: its quality report, its sums against those stated, and whether it is used. */
export default async function LoadPage({ params }: { params: Promise<{ loadId: string }> }) {
  const load = await getLoad(await requireActor(), (await params).loadId)
  if (!load) notFound()
  const { report } = load
  const working = load.state === 'waiting' || load.state === 'loading'
  return (
    <>
      <PageHead
        title={load.folder}
        trail={text.dataTitle}
        lead={`${load.supersededAt ? text.superseded : text.loadStates[load.state]} ${text.monthsOf(load.months)}`}
        actions={
          load.mayCancel && (
            <StepButton
              label={text.cancel}
              shut={null}
              fields={{ loadId: load.id, version: load.version }}
              action={cancelData}
              confirm={{ body: text.cancelBody }}
            />
          )
        }
      />
      {working && <StillWorking progress={load.progress} />}
      {report.failure && <p className="text-danger my-3 font-semibold">{text.failure(report.failure)}</p>}
      {load.storeClearedAt && <p className="my-3">{text.storeCleared(beijingDay(load.storeClearedAt))}</p>}
      {load.acceptedByName && <p className="my-3">{text.acceptedBy(load.acceptedByName, load.acceptReason)}</p>}
      {report.sums && (
        <div className="grid gap-4 desktop:grid-cols-[1fr_22rem]">
          <div className="min-w-0 space-y-4">
            <Quality report={report} />
            <Sums load={load} />
            <Rows rows={report.rows ?? {}} />
          </div>
          {load.mayAccept && (
            <Card title={text.accept}>
              <CommandForm action={accept} submitLabel={text.accept} version={load.version} fields={{ loadId: load.id }}>
                <p>{report.differences?.length ? text.differing : text.noControl}</p>
                <Field name="reason" label={text.reason} required>
                  <Textarea rows={3} />
                </Field>
              </CommandForm>
            </Card>
          )}
        </div>
      )}
    </>
  )
}

/** What was found, and what the report cannot speak of because nobody looked. */
function Quality({ report }: { report: Load['report'] }) {
  const { quality = [] } = report
  const open = notLookedFor(report)
  return (
    <Card title={text.quality}>
      {quality.length === 0 && <p>{text.nothingOdd}</p>}
      <ul className="list-disc space-y-1 ps-5">
        {quality.map((finding) => (
          <li key={qualityText(finding)}>{qualityText(finding)}</li>
        ))}
      </ul>
      {quality.some(speaksOfClock) ? (
        <p className="mt-2">{clockText.doubtful}</p>
      ) : (
        open.every((code) => !speaksOfClock({ code })) && <p className="mt-2">{clockText.beijing}</p>
      )}
      {open.length > 0 && <p className="mt-2">{notLookedForText(open)}</p>}
      <p className="text-hint mt-2">{text.engine(report.seconds ?? 0, report.peakMemoryMB ?? 0)}</p>
    </Card>
  )
}

const shown = (figure: ControlFigure, value: string) =>
  figure.endsWith('Fen') ? formatYuan(BigInt(value)) : BigInt(value).toLocaleString('zh-CN')

function Sums({ load: { report, control } }: { load: Load }) {
  const differing = new Map(report.differences?.map((one) => [one.figure, one]))
  const given = report.statedBy === null ? {} : (control as Partial<Record<ControlFigure, string>>) // written by the command alone
  return (
    <Card title={text.sums} flush>
      <FigureTable
        caption={text.sums}
        heads={['', text.found, text.stated, text.difference]}
        rows={controlFigures.map((figure) => {
          const found = report.sums?.[figure] ?? '0'
          const different = differing.get(figure)
          const stated = different?.stated ?? given[figure]
          const by = different ? shown(figure, (BigInt(found) - BigInt(different.stated)).toString()) : text.holds
          return [text.figures[figure], shown(figure, found), stated ? shown(figure, stated) : text.notStated, stated ? by : '']
        })}
      />
    </Card>
  )
}

const Rows = ({ rows }: { rows: Readonly<Record<string, number>> }) => (
  <Card title={text.rows} flush>
    <FigureTable
      caption={text.rows}
      heads={[text.table, text.rowCount]}
      rows={Object.entries(rows).map(([table, count]) => [table, count.toLocaleString('zh-CN')])}
    />
  </Card>
)

function FigureTable({ caption, heads, rows }: { caption: string; heads: readonly string[]; rows: readonly (readonly string[])[] }) {
  return (
    <table className="w-full">
      <caption className="sr-only">{caption}</caption>
      <thead className="bg-header-row">
        <tr>
          {heads.map((head, at) =>
            head === '' ? (
              <td key="corner" />
            ) : (
              <th key={head} scope="col" className={at === 0 ? 'px-3 py-1 text-start font-semibold' : 'px-3 py-1 text-end font-semibold'}>
                {head}
              </th>
            ),
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, ...cells]) => (
          <tr key={name} className="border-divider border-b last:border-b-0">
            <th scope="row" className="px-3 py-1 text-start font-normal">
              {name}
            </th>
            {cells.map((cell, at) => (
              <td key={heads[at + 1]} className="tabular px-3 py-1 text-end">
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
