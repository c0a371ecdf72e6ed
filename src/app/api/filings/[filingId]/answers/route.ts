import type { NextRequest } from 'next/server'
import { receiveJson } from '#server/http/json'
import { refusalResponse } from '#server/http/responses'
import { saveAnswers } from '#server/self-inspection/save-answers'

/** Takes several answers of a filing and the findings under them in one go; answers `{ versions, findingIds }`. */
export async function POST(request: NextRequest, { params }: { params: Promise<{ filingId: string }> }): Promise<Response> {
  const received = await receiveJson(request)
  if (!received.ok) return refusalResponse(received.refusal)
  const { filingId } = await params
  const saved = await saveAnswers(received.value.actor, { ...received.value.body, filingId })
  return saved.ok ? Response.json(saved.value, { headers: { 'Cache-Control': 'no-store' } }) : refusalResponse(saved.refusal)
}
