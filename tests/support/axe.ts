import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** What keeps somebody from using the page (WCAG 2.2 AA by axe): a rule, and where it is broken. */
export async function violationsOf(page: Page): Promise<string[]> {
  // Violations alone, found in the page itself: its frames are its own, so none has to be asked from a page beside it.
  const builder = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode(true)
  const { violations } = await builder.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`)
}

export const expectAccessible = async (page: Page) => expect(await violationsOf(page)).toEqual([])
