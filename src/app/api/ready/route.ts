import { readiness } from '#server/readiness'

export const dynamic = 'force-dynamic'

/** Readiness: database, migrations and worker. 200 when all is well, else 503. */
export async function GET() {
  const state = await readiness()
  return Response.json(state, { status: state.ready ? 200 : 503 })
}
