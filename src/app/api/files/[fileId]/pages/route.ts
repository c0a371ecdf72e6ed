import { answerPages } from '#server/api/answer'

export async function GET(request: Request, { params }: { params: Promise<{ fileId: string }> }): Promise<Response> {
  return answerPages(request, (await params).fileId)
}
