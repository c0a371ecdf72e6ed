import { Card } from '#components/ui/card'
import { Checkbox } from '#components/ui/choice'
import { Field } from '#components/ui/field'
import { Input, Select, Textarea } from '#components/ui/input'
import { comparisons, grains, type LocalDefinition, limitKinds, localGrades, measureKinds, sumsOfHits } from '#domain/screening/local-model'
import { beforeBillingText } from '#messages/zh/before-billing'
import { localText as text } from '#messages/zh/local-models'
import type { ViewShown } from '#server/screening/documentation'

type Part = { view: ViewShown; form: LocalDefinition | null }

const columnOptions = ({ columns }: ViewShown, kinds?: readonly string[]) =>
  columns.filter(({ kind }) => !kinds || kinds.includes(kind)).map(({ name, meaning }) => ({ value: name, label: `${meaning} ${name}` }))

const options = <Value extends string>(values: readonly Value[], words: Readonly<Record<Value, string>>) =>
  values.map((value) => ({ value, label: words[value] }))

const subjectsOf = ({ subjects }: ViewShown) =>
  Object.entries(text.subjects).flatMap(([value, label]) => (subjects.includes(value) ? [{ value, label }] : []))

const grainsOf = ({ hasDay, hasStay }: ViewShown) =>
  options(
    grains.filter((grain) => grain === 'whole' || (grain === 'stay' ? hasStay : hasDay)),
    text.grains,
  )

/** What is looked for, and in whom. `named`: the definition that it began with, whatever its table. */
export function WhatCard({ view, form, named, clauses }: Part & { named: LocalDefinition | null; clauses: readonly string[] }) {
  return (
    <Card title={text.step2}>
      <div className="space-y-3">
        <div className="tablet:grid-cols-2 grid gap-3">
          <Field name="form.title" label={text.title} required>
            <Input defaultValue={named?.title} maxLength={40} />
          </Field>
          <Field name="form.clause" label={text.clause}>
            <Select
              blank={text.noClause}
              options={clauses.map((clause) => ({ value: clause, label: clause }))}
              defaultValue={named?.clause}
            />
          </Field>
        </div>
        <Field name="form.purpose" label={text.purpose} required>
          <Textarea rows={2} defaultValue={named?.purpose} />
        </Field>
        <div className="tablet:grid-cols-2 desktop:grid-cols-4 grid gap-3">
          <Field name="form.grade" label={text.grade}>
            <Select options={options(localGrades, beforeBillingText.grades)} defaultValue={named?.grade ?? 'medium'} />
          </Field>
          <Field name="form.subject" label={text.subject}>
            <Select options={subjectsOf(view)} defaultValue={form?.subject} />
          </Field>
          <Field name="form.grain" label={text.grain}>
            <Select options={grainsOf(view)} defaultValue={form?.grain} />
          </Field>
          <Field name="form.sums" label={text.sums}>
            <Select options={options(sumsOfHits, text.sumsOf)} defaultValue={named?.sums ?? 'none'} />
          </Field>
        </div>
        <Checkbox
          name="form.perInstitution"
          label={text.perInstitution}
          hint={text.perInstitutionHint}
          defaultChecked={form?.perInstitution ?? true}
        />
      </div>
    </Card>
  )
}

const places = (count: number) => Array.from({ length: count }, (_, at) => at)

export function FilterRows({ view, form }: Part) {
  return (
    <div className="space-y-2">
      {places(5).map((at) => {
        const filled = form?.filters[at]
        return (
          <div key={at} className="tablet:grid-cols-3 grid gap-3">
            <Field name={`form.filters.${at}.column`} label={text.filterColumn(at + 1)}>
              <Select blank={text.unused} options={columnOptions(view)} defaultValue={filled?.column} />
            </Field>
            <Field name={`form.filters.${at}.is`} label={text.filterIs(at + 1)}>
              <Select options={options(comparisons, text.comparisons)} defaultValue={filled?.is ?? 'eq'} />
            </Field>
            <Field name={`form.filters.${at}.value`} label={text.filterValue(at + 1)}>
              <Input defaultValue={filled?.value} maxLength={400} />
            </Field>
          </div>
        )
      })}
    </div>
  )
}

export function MeasureRows({ view, form }: Part) {
  return (
    <div className="space-y-2">
      {places(3).map((at) => {
        const filled = form?.measures[at]
        return (
          <div key={at} className="tablet:grid-cols-4 grid gap-3">
            <Field name={`form.measures.${at}.of`} label={text.measureOf(at + 1)}>
              <Select
                blank={text.unused}
                options={options(measureKinds, text.measures)}
                defaultValue={filled?.of ?? (at === 0 ? 'count' : '')}
              />
            </Field>
            <Field name={`form.measures.${at}.column`} label={text.measureColumn(at + 1)}>
              <Select blank={text.unused} options={columnOptions(view)} defaultValue={filled?.column} />
            </Field>
            <Field name={`form.measures.${at}.is`} label={text.measureIs(at + 1)}>
              <Select blank={text.noLimit} options={options(limitKinds, text.limits)} defaultValue={filled?.is} />
            </Field>
            <Field name={`form.measures.${at}.limit`} label={text.measureLimit(at + 1)}>
              <Input inputMode="decimal" defaultValue={filled?.limit} />
            </Field>
          </div>
        )
      })}
      <div className="tablet:grid-cols-4 grid gap-3">
        {places(2).map((at) => (
          <Field key={`group ${at}`} name={`form.groups.${at}`} label={text.group(at + 1)}>
            <Select blank={text.unused} options={columnOptions(view, ['code'])} defaultValue={form?.groups[at]} />
          </Field>
        ))}
        {places(2).map((at) => (
          <Field key={`evidence ${at}`} name={`form.evidence.${at}`} label={text.evidence(at + 1)}>
            <Select blank={text.unused} options={columnOptions(view, ['code', 'key'])} defaultValue={form?.evidence[at]} />
          </Field>
        ))}
      </div>
    </div>
  )
}
