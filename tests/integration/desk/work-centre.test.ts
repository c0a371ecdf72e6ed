import { expect, it } from 'vitest'
import { departments } from '#domain/department/department'
import { workFor } from '#domain/desk/work'
import type { Actor } from '#domain/kernel/access'
import { pool } from '#platform/db'
import { getWorkCentre } from '#server/desk/work-list'
import { officer } from '../../fixtures/people'

const posts = [['handler'], ['approver'], ['handler', 'approver'], ['handler', 'reviewer', 'approver']] as const

it('serves people of every department and post one after the other on one connection', async () => {
  pool.options.max = 1
  const everyone: Actor[] = departments.flatMap((department) => posts.map((roles) => officer(department, 370811, [...roles])))
  expect(new Set(everyone.map((actor) => workFor(actor).join())).size).toBeGreaterThan(3)
  for (const actor of everyone) await expect(getWorkCentre(actor), `${actor.department} ${actor.roles}`).resolves.toMatchObject({ late: 0 })
  expect(pool.totalCount).toBe(1)
})
