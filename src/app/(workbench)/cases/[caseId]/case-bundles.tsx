import { CommandForm } from '#components/command-form'
import { RefusalWords } from '#components/refusal-words'
import { StepButton } from '#components/step-button'
import { Card } from '#components/ui/card'
import { Disclosure } from '#components/ui/disclosure'
import { Field } from '#components/ui/field'
import { Select } from '#components/ui/input'
import { Tag, type Tone } from '#components/ui/tag'
import { type CaseBundleState, caseBundleRules } from '#domain/case/bundles'
import { beijingMinute } from '#domain/kernel/civil-date'
import { bundleText } from '#messages/zh/case-bundles'
import { bundlesOf, type CaseBundles } from '#server/case/bundle/queries'
import type { CaseView } from '#server/case/queries'
import { requireActor } from '#server/session'
import { putTogether, stopBundle } from '../actions'
import { BundleProgress } from './bundle-progress'

const tones: Record<CaseBundleState, Tone> = { making: 'brand', made: 'success', failed: 'danger', cancelled: 'neutral' }

type Bundle = CaseBundles['bundles'][number]

/** The evidence of a case as one file, and the parts of its volume. */
export async function CaseBundleCard({ file }: { file: CaseView }) {
  const { bundles, kinds } = await bundlesOf(await requireActor(), file)
  if (kinds.length === 0 && bundles.length === 0) return null
  return (
    <Card title={bundleText.title}>
      <p className="text-hint">{bundleText.lead}</p>
      {kinds.length > 0 && (
        <CommandForm
          scope="bundle"
          inline
          action={putTogether}
          submitLabel={bundleText.make}
          submitVariant="outline"
          fields={{ caseId: file.id }}
          className="mt-2"
        >
          <Field name="kind" label={bundleText.kind}>
            <Select options={kinds.map((value) => ({ value, label: bundleText.kinds[value] }))} />
          </Field>
        </CommandForm>
      )}
      <ul className="mt-3 space-y-3">
        {bundles.map((bundle) => (
          <li key={bundle.id} className="border-divider border-t pt-2">
            <OneBundle bundle={bundle} caseId={file.id} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

function OneBundle({ bundle, caseId }: { bundle: Bundle; caseId: string }) {
  const { id, kind, revision, state, askedByName, askedAt, fileId, file, pages, sha256, contents, trouble } = bundle
  const title = bundleText.revision(caseBundleRules[kind].name, revision)
  return (
    <>
      <div className="flex flex-wrap items-baseline gap-x-3">
        {fileId ? (
          <a href={`/api/files/${fileId}`} className="link">
            {title}
          </a>
        ) : (
          <span>{title}</span>
        )}
        <Tag tone={tones[state]}>{bundleText.states[state]}</Tag>
        {pages !== null && <span className="tabular-nums">{bundleText.pages(pages)}</span>}
        {file && <span className="tabular-nums">{bundleText.size(file.sizeBytes)}</span>}
        <span className="text-ink-2">{bundleText.asked(askedByName, beijingMinute(askedAt))}</span>
      </div>
      {sha256 && <p className="text-hint font-mono text-xs break-all">SHA-256 {sha256}</p>}
      {state === 'failed' && trouble && (
        <p className="text-danger">
          <RefusalWords refusal={trouble} />
        </p>
      )}
      {contents.length > 0 && <Contents contents={contents} />}
      {state === 'making' && (
        <div className="mt-2 space-y-2">
          <BundleProgress
            caseId={caseId}
            bundleId={id}
            title={title}
            initial={{
              state,
              rowsDone: bundle.rowsDone,
              rowsTotal: bundle.rowsTotal,
              begunAt: bundle.begunAt?.toISOString() ?? null,
              trouble,
            }}
          />
          {bundle.mayCancel && (
            <StepButton label={bundleText.stop} shut={null} fields={{ caseId, bundleId: id }} action={stopBundle} variant="outline" />
          )}
        </div>
      )}
    </>
  )
}

const Contents = ({ contents }: { contents: Bundle['contents'] }) => (
  <Disclosure summary={bundleText.contents(contents.length)} quiet>
    <ol className="list-decimal ps-8">
      {contents.map(({ title, from, to, note }) => (
        <li key={`${from}${note}${title}`}>
          {title}
          {from !== null && <span className="text-ink-2 tabular-nums">　{bundleText.pageRange(from, to ?? from)}</span>}
          {note && <span className="text-hint">　{note}</span>}
        </li>
      ))}
    </ol>
  </Disclosure>
)
