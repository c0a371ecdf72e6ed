export const dynamic = 'force-dynamic'

/** Liveness: the process answers. Asks nobody else. */
export const GET = () => Response.json({ status: 'ok' })
