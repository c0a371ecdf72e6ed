import { refusalResponse } from '#server/http/responses'

/** Where `settleIncoming` leads what was posted to a page from elsewhere. */
export const POST = (): Response => refusalResponse({ code: 'foreignOrigin' })

export { POST as DELETE, POST as PATCH, POST as PUT }
