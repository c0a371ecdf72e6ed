/** Those whose words fit a name. Names of one file are few, so that each is looked at once. */
export function namedBy<One extends { words: RegExp; never?: RegExp }>(all: readonly One[]): (name: string) => readonly One[] {
  const known = new Map<string, readonly One[]>()
  return (name) => {
    const held = known.get(name)
    if (held) return held
    const fitting = all.filter(({ words, never }) => words.test(name) && !never?.test(name))
    known.set(name, fitting)
    return fitting
  }
}
