import type { Line, Reply } from './send-file'

/** A line that says nothing for so long is broken, whatever it says of itself. */
const silentMs = 30_000
/** What has arrived is written down and looked at before the answer. */
const answerMs = 120_000

/** Requests to our own routes, one after the other, with how far each has come; the last ends where it is when the person gives up. */
export const uploadLine =
  (givenUp: AbortSignal): Line =>
  (method, path, body, sent) =>
    new Promise((resolve) => {
      const request = new XMLHttpRequest()
      givenUp.onabort = () => request.abort()
      let patience: ReturnType<typeof setTimeout>
      const wait = (ms: number) => {
        clearTimeout(patience)
        patience = setTimeout(() => request.abort(), ms)
      }
      request.upload.onprogress = ({ loaded }) => {
        wait(silentMs)
        sent?.(loaded)
      }
      request.upload.onload = () => wait(answerMs)
      request.onloadend = () => {
        clearTimeout(patience)
        resolve(answerOf(request))
      }
      request.open(method, path)
      if (typeof body === 'string') request.setRequestHeader('Content-Type', 'application/json')
      wait(silentMs)
      request.send(body)
    })

function answerOf(request: XMLHttpRequest): Reply {
  try {
    const answer: unknown = JSON.parse(request.responseText)
    return typeof answer === 'object' ? (answer as Reply) : null // our own routes answer so, and whatever else answers has none of its fields
  } catch {
    return null
  }
}
