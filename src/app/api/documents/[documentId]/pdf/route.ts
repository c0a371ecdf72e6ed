import { answerPaper } from '#server/api/answer'
import { inWords } from '../../../v1/in-words'

export async function GET(request: Request, { params }: { params: Promise<{ documentId: string }> }): Promise<Response> {
  return inWords(await answerPaper(request, (await params).documentId))
}
