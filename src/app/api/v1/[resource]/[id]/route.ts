import { answerItem } from '#server/api/answer'
import { inWords } from '../../in-words'

export async function GET(request: Request, { params }: { params: Promise<{ resource: string; id: string }> }): Promise<Response> {
  const { resource, id } = await params
  return inWords(await answerItem(request, resource, id))
}
