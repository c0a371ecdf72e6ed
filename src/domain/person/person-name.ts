/** `王*`, `王*芳`, `欧**娜`: what a person's name looks like to whoever has not asked, with a reason, to see it. */
export function maskPersonName(name: string): string {
  const shown = [...name.trim()]
  if (shown.length < 2) return '*'.repeat(shown.length)
  const tail = shown.length > 2 ? 1 : 0
  return shown.map((char, place) => (place === 0 || place >= shown.length - tail ? char : '*')).join('')
}
