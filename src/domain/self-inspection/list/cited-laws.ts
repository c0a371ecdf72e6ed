import type { CivilDate } from '../../kernel/civil-date'
import { instruments } from '../../law/instruments'

/** A law that an item cites by its title, with its period of force; `known` false for one that the platform does not have. */
export type CitedLaw = { title: string; known: boolean; inForceFrom: CivilDate | null; inForceTo: CivilDate | null }

/** The laws in a citation such as 《医疗保障基金使用监督管理条例》第三十八条；《…》, each once. */
export function citedLaws(citation: string): CitedLaw[] {
  const titles = new Set([...citation.matchAll(/《([^《》]{2,80})》/g)].map(([, title]) => title ?? ''))
  return [...titles].map((title) => {
    const law = Object.values(instruments).find((one) => one.title === title || one.title === `中华人民共和国${title}`)
    return { title, known: law !== undefined, inForceFrom: law?.inForceFrom ?? null, inForceTo: law?.inForceTo ?? null }
  })
}
