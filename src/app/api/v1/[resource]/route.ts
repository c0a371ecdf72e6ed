import { answerList } from '#server/api/answer'

export async function GET(request: Request, { params }: { params: Promise<{ resource: string }> }): Promise<Response> {
  return answerList(request, (await params).resource)
}
