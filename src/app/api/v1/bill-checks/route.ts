import { answerBillCheck } from '#server/api/answer'
import { inWords } from '../in-words'

export const POST = async (request: Request): Promise<Response> => inWords(await answerBillCheck(request))
