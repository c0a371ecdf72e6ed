'use server'

import { revalidatePath } from 'next/cache'
import { markNoticesRead } from '#server/notification/queries'
import { requireActor } from '#server/session'

export async function readNotices(): Promise<void> {
  await markNoticesRead(await requireActor(), {})
  revalidatePath('/', 'layout')
}
