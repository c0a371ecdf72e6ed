'use client'

import Link from 'next/link'
import { tableText } from '#messages/zh/table'
import { Button } from './ui/button'
import { Disclosure } from './ui/disclosure'
import { Icon } from './ui/icon'
import { Input, type Option, Select } from './ui/input'

/** One condition of a list. `range` has two values in the address: `<name>From` and `<name>To`. */
export type Filter =
  | { kind: 'text'; name: string; label: string; placeholder?: string }
  | { kind: 'choice'; name: string; label: string; options: readonly Option[] }
  | { kind: 'range'; name: string; label: string; of: 'date' | 'number' }

export type FilterValues = Readonly<Record<string, string | undefined>>

/**
 * The conditions of a list, in its address. A plain GET form: it works without script, and a copied address opens the
 * same rows for a colleague, within what that colleague may see.
 */
export function FilterBar({
  path,
  filters,
  more = [],
  values,
  keep = ['sort', 'view'],
}: {
  /** The list's own path. */
  path: string
  filters: readonly Filter[]
  /** Conditions that are asked for now and then: folded away; those in force stand below as chips. */
  more?: readonly Filter[]
  /** The page's search parameters. */
  values: FilterValues
  /** Parameters that are no conditions and stay when the conditions change. */
  keep?: readonly string[]
}) {
  const chips = [...filters, ...more].flatMap((filter) => chipsOf(filter, values))
  const kept = keep.flatMap((name) => (values[name] ? [[name, values[name]] as const] : []))
  const without = (names: readonly string[]) => {
    const rest = [...kept, ...chips.flatMap((chip) => (names.includes(chip.name) ? [] : [[chip.name, chip.value] as const]))]
    const query = new URLSearchParams(rest.map(([name, value]) => [name, value]))
    return query.size > 0 ? `${path}?${query}` : path
  }

  return (
    <div className="no-print">
      <form action={path} aria-label={tableText.filters} className="flex flex-wrap items-end gap-x-3 gap-y-2">
        {kept.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {filters.map((filter) => (
          <FilterControl key={filter.name} filter={filter} values={values} />
        ))}
        <Button type="submit">{tableText.applyFilters}</Button>
        {more.length > 0 && (
          <Disclosure quiet className="basis-full" summary={tableText.moreFilters}>
            <div className="mt-1 flex flex-wrap items-end gap-x-3 gap-y-2">
              {more.map((filter) => (
                <FilterControl key={filter.name} filter={filter} values={values} />
              ))}
            </div>
          </Disclosure>
        )}
      </form>
      {chips.length > 0 && (
        <ul aria-label={tableText.activeFilters} className="mt-2 flex flex-wrap items-center gap-2">
          {chips.map((chip) => (
            <li key={chip.name}>
              <Link
                href={without([chip.name])}
                prefetch={false}
                aria-label={tableText.removeFilter(chip.text)}
                className="border-control bg-panel hover:border-brand hover:text-brand inline-flex min-h-7 items-center gap-1 rounded-full border px-2.5 no-underline"
              >
                {chip.text}
                <Icon name="x" className="size-3.5" />
              </Link>
            </li>
          ))}
          <li>
            <Link href={without(chips.map((chip) => chip.name))} prefetch={false} className="link inline-block min-h-6">
              {tableText.clearFilters}
            </Link>
          </li>
        </ul>
      )}
    </div>
  )
}

function FilterControl({ filter, values }: { filter: Filter; values: FilterValues }) {
  const id = `filter-${filter.name}`
  if (filter.kind === 'range') {
    return (
      <fieldset>
        <legend className="text-ink-2">{filter.label}</legend>
        <div className="flex items-center gap-1">
          {(['From', 'To'] as const).map((end) => (
            <Input
              key={end}
              type={filter.of}
              step={filter.of === 'number' ? 'any' : undefined}
              name={filter.name + end}
              aria-label={`${filter.label} ${end === 'From' ? tableText.from : tableText.to}`}
              defaultValue={values[filter.name + end]}
              className="w-36"
            />
          ))}
        </div>
      </fieldset>
    )
  }
  return (
    <div>
      <label htmlFor={id} className="text-ink-2 block">
        {filter.label}
      </label>
      {filter.kind === 'text' ? (
        <Input id={id} name={filter.name} defaultValue={values[filter.name]} placeholder={filter.placeholder} className="w-52" />
      ) : (
        <Select
          id={id}
          name={filter.name}
          defaultValue={values[filter.name] ?? ''}
          options={filter.options}
          blank={tableText.any}
          className="w-36"
        />
      )}
    </div>
  )
}

type Chip = { name: string; value: string; text: string }

function chipsOf(filter: Filter, values: FilterValues): Chip[] {
  const chip = (name: string, words: (value: string) => string): Chip[] => {
    const value = values[name]
    return value ? [{ name, value, text: words(value) }] : []
  }
  if (filter.kind === 'range') {
    return [
      ...chip(`${filter.name}From`, (value) => `${filter.label} ≥ ${value}`),
      ...chip(`${filter.name}To`, (value) => `${filter.label} ≤ ${value}`),
    ]
  }
  return chip(filter.name, (value) => {
    const shown = filter.kind === 'choice' ? filter.options.find((option) => option.value === value)?.label : undefined
    return `${filter.label}：${shown ?? value}`
  })
}
