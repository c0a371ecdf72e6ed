import { answerImage } from '#server/api/answer'

export async function GET(request: Request, { params }: { params: Promise<{ fileId: string }> }): Promise<Response> {
  return answerImage(request, (await params).fileId)
}
