import { type Browser, type BrowserContext, type Page, test } from '@playwright/test'
import { openBrowser } from './opened-browsers'
import { type Account, signIn } from './server'

/**
 * The people of a story, each signed in once, in a browser of their own. `as` opens a new page of one of them, and closes those that an
 * earlier test left.
 */
export function signedIn<Person extends string>(people: Readonly<Record<Person, Account>>) {
  const contexts = new Map<Person, BrowserContext>()
  let pages: { of: string; page: Page }[] = []
  const opened = async (context: BrowserContext): Promise<Page> => {
    const { testId } = test.info()
    await Promise.all(pages.filter(({ of }) => of !== testId).map(({ page }) => page.close()))
    const page = await context.newPage()
    pages = [...pages.filter(({ of }) => of === testId), { of: testId, page }]
    return page
  }
  return {
    people,
    async as(browser: Browser, who: Person): Promise<Page> {
      const known = contexts.get(who)
      if (known) return opened(known)
      const context = await openBrowser(browser)
      contexts.set(who, context)
      const page = await opened(context)
      await signIn(page, people[who])
      return page
    },
    async leave(): Promise<void> {
      for (const context of contexts.values()) await context.close()
    },
  }
}
