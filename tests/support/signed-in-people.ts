import type { Browser, BrowserContext, Page } from '@playwright/test'
import { type Account, signIn } from './server'

/** The people of a story, each signed in once, in a browser of their own. `as` opens a new page of one of them. */
export function signedIn<Person extends string>(people: Readonly<Record<Person, Account>>) {
  const contexts = new Map<Person, BrowserContext>()
  return {
    people,
    async as(browser: Browser, who: Person): Promise<Page> {
      const known = contexts.get(who)
      if (known) return known.newPage()
      const context = await browser.newContext({ viewport: { width: 1366, height: 768 } })
      contexts.set(who, context)
      const page = await context.newPage()
      await signIn(page, people[who])
      return page
    },
    async leave(): Promise<void> {
      for (const context of contexts.values()) await context.close()
    },
  }
}
