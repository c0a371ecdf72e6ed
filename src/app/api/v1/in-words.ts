import type { Refusal } from '#domain/kernel/result'
import { refusalText } from '#messages/zh/refusals'

/** A refusal with its sentence beside the code, for whoever reads the machine interface's answers by eye. */
export async function inWords(answer: Response): Promise<Response> {
  if (answer.ok) return answer
  const { refusal }: { refusal: Refusal } = await answer.json() // written by `refusalResponse` alone
  return Response.json({ refusal, message: refusalText(refusal) }, { status: answer.status, headers: kept(answer.headers) })
}

/** The body is another, and with it its length. */
function kept(headers: Headers): Headers {
  const own = new Headers(headers)
  own.delete('content-length')
  return own
}
