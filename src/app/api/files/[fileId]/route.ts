import { answerFile } from '#server/api/answer'
import { inWords } from '../../v1/in-words'

export async function GET(request: Request, { params }: { params: Promise<{ fileId: string }> }): Promise<Response> {
  return inWords(await answerFile(request, (await params).fileId))
}
