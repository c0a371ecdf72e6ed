/** How a person wants to see the product. Kept in one cookie, so the first byte of a page already has the right look. */
export type Display = {
  theme: 'light' | 'dark' | 'contrast'
  font: 'md' | 'lg' | 'xl'
  nav: 'open' | 'collapsed'
  motion: 'on' | 'off'
  /** Single-key shortcuts; they can be switched off (WCAG 2.1.4). */
  keys: 'on' | 'off'
}

export const displayCookie = 'qy-display'

const choices: { [Name in keyof Display]: readonly Display[Name][] } = {
  theme: ['light', 'dark', 'contrast'],
  font: ['md', 'lg', 'xl'],
  nav: ['open', 'collapsed'],
  motion: ['on', 'off'],
  keys: ['on', 'off'],
}

/** `dark.lg.open.on.on` → the display; anything unknown falls back to the first choice of its place. */
export function readDisplay(cookie: string | undefined): Display {
  const given = (cookie ?? '').split('.')
  const at = <Name extends keyof Display>(name: Name, place: number): Display[Name] =>
    choices[name].find((choice) => choice === given[place]) ?? choices[name][0]!
  return { theme: at('theme', 0), font: at('font', 1), nav: at('nav', 2), motion: at('motion', 3), keys: at('keys', 4) }
}

export const writeDisplay = ({ theme, font, nav, motion, keys }: Display): string => [theme, font, nav, motion, keys].join('.')

/** The attributes of `<html>` that the style sheet reads. */
export const displayAttributes = (display: Display) => ({
  'data-theme': display.theme,
  'data-font': display.font,
  'data-nav': display.nav,
  'data-keys': display.keys,
  className: display.motion === 'off' ? 'no-motion' : undefined,
})
