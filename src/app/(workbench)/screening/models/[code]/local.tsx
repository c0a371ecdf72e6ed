import { StepButton } from '#components/step-button'
import { ButtonLink } from '#components/ui/button'
import { Card } from '#components/ui/card'
import { DescriptionList } from '#components/ui/description-list'
import { beijingMinute } from '#domain/kernel/civil-date'
import { formatYuan } from '#domain/kernel/money'
import { localText as text } from '#messages/zh/local-models'
import { screeningText } from '#messages/zh/screening'
import type { LocalView } from '#server/screening/local-views'
import { handIn } from './actions'
import { TrialForm } from './trial-form'

type Shown = { local: LocalView }
type Load = { id: string; folder: string; months: readonly string[] }

/** What a bureau's own model was put together from, in words. */
export function DefinitionCard({ local: { form, view } }: Shown) {
  const meaning = (column: string) => view?.columns.find(({ name }) => name === column)?.meaning ?? column
  const named = (names: readonly string[]) =>
    names
      .filter((name) => name !== '')
      .map(meaning)
      .join('、') || text.noneShown
  const filters = form.filters.filter(({ column }) => column !== '')
  const measures = form.measures.filter(({ of }) => of !== '')
  return (
    <Card title={text.definition}>
      <DescriptionList
        columns={2}
        items={[
          { term: text.purpose, value: form.purpose },
          { term: text.view, value: view ? `${view.title} ${view.name}` : form.view },
          {
            term: text.subject,
            value: `${text.subjects[form.subject]}，${text.perInstitutionShown[form.perInstitution ? 'true' : 'false']}`,
          },
          { term: text.grain, value: text.grains[form.grain] },
          { term: text.sums, value: text.sumsOf[form.sums] },
          {
            term: text.filters,
            value:
              filters.length === 0 ? (
                text.noFilters
              ) : (
                <Lines
                  of={filters.map(({ column, is, value, hidden }) => text.value(meaning(column), is, hidden ? text.valueHidden : value))}
                />
              ),
          },
          {
            term: text.measuresShown,
            value: (
              <Lines
                of={measures.flatMap(({ of, column, is, limit }) =>
                  of === '' ? [] : [text.measured(of, of === 'count' ? '' : meaning(column), is, limit)],
                )}
              />
            ),
          },
          { term: text.groups, value: named(form.groups) },
          { term: text.evidenceShown, value: named(form.evidence) },
        ]}
      />
    </Card>
  )
}

const Lines = ({ of }: { of: readonly string[] }) => (
  <ul>
    {of.map((line) => (
      <li key={line}>{line}</li>
    ))}
  </ul>
)

/** What the trial of the newest definition showed, and what can be done with a draft. */
export function TrialCard({ local, loads }: Shown & { loads: readonly Load[] }) {
  const { trial, tried, state, composes, mine, versionId, version } = local
  const isOpen = state === 'draft' && composes
  return (
    <Card title={text.trial}>
      <div className="space-y-3">
        {trial ? (
          <div>
            <p>{text.triedOn(trial.folder, trial.months, beijingMinute(new Date(trial.triedAt)), trial.triedByName)}</p>
            <p className="font-semibold">{text.triedFigures(trial.hits, trial.institutions, formatYuan(BigInt(trial.involvedFen)))}</p>
          </div>
        ) : (
          <p className="text-ink-2">{tried ? text.trialHidden : text.notTried}</p>
        )}
        {isOpen && (
          <TrialForm
            versionId={versionId}
            version={version}
            loads={loads.map(({ id, folder, months }) => ({ value: id, label: `${folder} ${screeningText.monthsOf(months)}` }))}
          />
        )}
        {isOpen && !mine && <p className="text-hint">{text.notMine}</p>}
        {isOpen && (
          <div className="flex flex-wrap gap-3">
            {mine && trial && (
              <StepButton
                label={text.submit}
                shut={null}
                variant="primary"
                fields={{ versionId, version }}
                action={handIn}
                confirm={{ body: text.submitBody }}
              />
            )}
            <ButtonLink href={`/screening/models/compose?from=${versionId}`}>{text.change}</ButtonLink>
          </div>
        )}
        {composes && state !== 'draft' && state !== 'review' && (
          <ButtonLink href={`/screening/models/compose?from=${versionId}`}>{text.another}</ButtonLink>
        )}
      </div>
    </Card>
  )
}
