/** What is yet to be filled in, as it stands in a draft: 【待填：住所】. A paper that holds one is not issued. */
export const toFill = (label: string): string => `【待填：${label}】`

const blank = /【待填：([^】]*)】/g

export const isBlank = (text: string): boolean => /^【待填：[^】]*】$/.test(text)

/** The names of what is still to be filled in, each once, in the order of reading. */
export function blanksIn(value: unknown): string[] {
  if (typeof value === 'string') return [...new Set([...value.matchAll(blank)].map(([, label]) => label ?? ''))]
  if (typeof value !== 'object' || value === null) return []
  return [...new Set(Object.values(value).flatMap(blanksIn))]
}
