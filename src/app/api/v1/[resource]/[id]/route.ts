import { answerItem } from '#server/api/answer'

export async function GET(request: Request, { params }: { params: Promise<{ resource: string; id: string }> }): Promise<Response> {
  const { resource, id } = await params
  return answerItem(request, resource, id)
}
