import { answerList } from '#server/api/answer'
import { inWords } from '../in-words'

export async function GET(request: Request, { params }: { params: Promise<{ resource: string }> }): Promise<Response> {
  return inWords(await answerList(request, (await params).resource))
}
