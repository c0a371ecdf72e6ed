import { expect, it } from 'vitest'
import { stageBeside } from './case-procedure'

it('says what a case and its procedure have in common once', () => {
  expect(stageBeside('filed', 'filed')).toBeNull()
  expect(stageBeside('closed', 'closed')).toBeNull()
  expect(stageBeside('investigating', 'inReview')).toBe('法制审核')
})
