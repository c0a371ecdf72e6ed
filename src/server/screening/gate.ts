/** Lets so many at a time through; the others wait, in the order in which they came. */
export function gate(most: number): <T>(act: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let inside = 0
  return async (act) => {
    if (inside < most) inside += 1
    else await new Promise<void>((enter) => waiting.push(enter)) // whoever leaves hands its place on
    try {
      return await act()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else inside -= 1
    }
  }
}
