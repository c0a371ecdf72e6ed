/** A stretch of a text that stayed, went or came. */
export type Stretch = { how: 'same' | 'removed' | 'added'; text: string }

/** What changed from one wording to the next, character by character: the longest common part stays. */
export function redline(before: string, after: string): Stretch[] {
  const [old, now] = [[...before], [...after]]
  // common[i][j]: how much of old from i on and now from j on is common.
  const common = Array.from({ length: old.length + 1 }, () => new Uint16Array(now.length + 1))
  const at = (i: number, j: number) => common[i]?.[j] ?? 0
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      const row = common[i]
      if (row) row[j] = old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const stretches: Stretch[] = []
  const add = (how: Stretch['how'], text: string) => {
    const last = stretches.at(-1)
    if (last?.how === how) last.text += text
    else stretches.push({ how, text })
  }
  let [i, j] = [0, 0]
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      add('same', old[i] ?? '')
      i++
      j++
    } else if (i < old.length && (j === now.length || at(i + 1, j) >= at(i, j + 1))) add('removed', old[i++] ?? '')
    else add('added', now[j++] ?? '')
  }
  return stretches
}
