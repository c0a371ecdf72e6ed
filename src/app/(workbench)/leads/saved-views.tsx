import type { ReactNode } from 'react'
import { CommandForm } from '#components/command-form'
import { Disclosure } from '#components/ui/disclosure'
import { Field } from '#components/ui/field'
import { Input, Select } from '#components/ui/input'
import { type Tab, Tabs } from '#components/ui/tabs'
import { savedViewText } from '#messages/zh/saved-view'
import type { SavedView } from '#server/saved-view/saved-views'
import { keepView, removeView } from './actions'

/** The kept questions of the queue as tabs, and what makes and removes them: folded away until it is wanted. */
export function SavedViews({ views, shown, beside }: { views: readonly SavedView[]; shown: string; beside?: ReactNode }) {
  const droppable = views.filter((view) => view.droppable)
  const isKept = views.some(({ query }) => query === shown)
  return (
    <div className="no-print my-2 space-y-1">
      {views.length > 0 && <Tabs label={savedViewText.label} tabs={views.map((view) => tabOf(view, shown))} />}
      <div className="flex flex-wrap gap-x-4">
        {beside}
        {shown !== '' && !isKept && (
          <Disclosure quiet summary={savedViewText.save}>
            <p className="text-hint mb-2">{savedViewText.saveNote}</p>
            <CommandForm key={shown} inline scope="view" action={keepView} submitLabel={savedViewText.keep} fields={{ query: shown }}>
              <Field name="name" label={savedViewText.name} required>
                <Input maxLength={20} />
              </Field>
              <Field name="for" label={savedViewText.for}>
                <Select options={readers} />
              </Field>
            </CommandForm>
          </Disclosure>
        )}
        {droppable.length > 0 && (
          <Disclosure quiet summary={savedViewText.manage}>
            <ul className="flex flex-wrap gap-2">
              {droppable.map(({ id, name, own, ownerName }) => (
                <li key={id}>
                  <CommandForm
                    inline
                    scope={id}
                    action={removeView}
                    submitLabel={savedViewText.drop(own ? name : `${name}（${savedViewText.of(ownerName)}）`)}
                    submitVariant="outline"
                    fields={{ viewId: id }}
                  >
                    {null}
                  </CommandForm>
                </li>
              ))}
            </ul>
          </Disclosure>
        )}
      </div>
    </div>
  )
}

const readers = [
  { value: 'self', label: savedViewText.readers.self },
  { value: 'agency', label: savedViewText.readers.agency },
]

const tabOf = ({ name, query, own, ownerName }: SavedView, shown: string): Tab => ({
  href: `/leads?${query}`,
  label: own ? name : `${name}（${savedViewText.of(ownerName)}）`,
  current: query === shown,
})
