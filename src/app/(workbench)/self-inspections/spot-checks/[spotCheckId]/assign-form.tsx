import type { ReactNode } from 'react'
import { CommandForm } from '#components/command-form'
import { Field } from '#components/ui/field'
import { Select } from '#components/ui/input'
import { onSiteText } from '#messages/zh/on-site'
import { assign } from './actions'

/** Around the table of those drawn: tick, choose two, send them. */
export function AssignForm({
  spotCheckId,
  colleagues,
  children,
}: {
  spotCheckId: string
  colleagues: readonly { id: string; name: string }[]
  children: ReactNode
}) {
  if (colleagues.length < 2)
    return (
      <>
        {children}
        <p className="text-ink-2 px-4 py-3">{onSiteText.noColleagues}</p>
      </>
    )
  const options = colleagues.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <div className="pb-3 [&_form>div:last-child]:px-4">
      <CommandForm action={assign} submitLabel={onSiteText.assign} fields={{ spotCheckId }} scope="assign">
        {children}
        <div className="px-4">
          <p className="text-hint mb-2">{onSiteText.assignLead}</p>
          <div className="grid max-w-2xl gap-x-6 gap-y-3 tablet:grid-cols-2">
            <Field name="inspectorAId" label={onSiteText.inspectorA} required>
              <Select blank={onSiteText.chooseColleague} options={options} />
            </Field>
            <Field name="inspectorBId" label={onSiteText.inspectorB} required>
              <Select blank={onSiteText.chooseColleague} options={options} />
            </Field>
          </div>
        </div>
      </CommandForm>
    </div>
  )
}
