import { expect, it } from 'vitest'
import { type Display, readDisplay, writeDisplay } from './display'

it('reads back what was written, and takes the first choice for anything unknown', () => {
  const chosen: Display = { theme: 'contrast', font: 'xl', nav: 'collapsed', motion: 'off', keys: 'off' }
  expect(readDisplay(writeDisplay(chosen))).toEqual(chosen)

  const plain: Display = { theme: 'light', font: 'md', nav: 'open', motion: 'on', keys: 'on' }
  expect(readDisplay(undefined)).toEqual(plain)
  expect(readDisplay('"><script>.huge.x..')).toEqual(plain)
  expect(readDisplay('dark')).toEqual({ ...plain, theme: 'dark' })
})
