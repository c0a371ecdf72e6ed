'use client'

import { useId } from 'react'
import { shellText } from '#messages/zh/shell'
import type { Display } from './display'
import { Icon } from './ui/icon'
import { Menu } from './ui/menu'
import { useDisplay } from './use-display'

/** Font size, theme, motion and single-key shortcuts. */
export function DisplayMenu({ display: initial }: { display: Display }) {
  const [display, change] = useDisplay(initial)
  return (
    <Menu
      byScript
      className="hover:bg-header-row px-2"
      button={
        <>
          <Icon name="a-large-small" />
          {shellText.display}
        </>
      }
    >
      <div className="space-y-3">
        <Choices legend={shellText.font} choices={shellText.fonts} chosen={display.font} choose={(font) => change({ font })} />
        <Choices legend={shellText.theme} choices={shellText.themes} chosen={display.theme} choose={(theme) => change({ theme })} />
        <Choices legend={shellText.motion} choices={shellText.motions} chosen={display.motion} choose={(motion) => change({ motion })} />
        <Choices legend={shellText.keys} choices={shellText.keysState} chosen={display.keys} choose={(keys) => change({ keys })} />
      </div>
    </Menu>
  )
}

function Choices<Value extends string>({
  legend,
  choices,
  chosen,
  choose,
}: {
  legend: string
  choices: Record<Value, string>
  chosen: Value
  choose: (value: Value) => void
}) {
  const name = useId()
  const values = Object.keys(choices) as Value[] // the keys of a Record<Value, …> are its Values
  return (
    <fieldset>
      <legend className="text-ink-2">{legend}</legend>
      <div className="flex gap-4">
        {values.map((value) => (
          <label key={value} htmlFor={`${name}${value}`} className="inline-flex min-h-6 items-center gap-1.5 whitespace-nowrap">
            <input
              id={`${name}${value}`}
              type="radio"
              name={name}
              checked={value === chosen}
              onChange={() => choose(value)}
              className="accent-brand size-4"
            />
            {choices[value]}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
