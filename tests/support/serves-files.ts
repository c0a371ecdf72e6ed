// Takes and hands out files in a process of its own, by the same commands as the routes of the pages, for whoever started it.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import type { Actor } from '#domain/kernel/access'
import type { Result } from '#domain/kernel/result'
import { downloadFile } from '#server/file/download-file'
import { appendPart, beginUpload, finishUpload } from '#server/file/upload-in-parts'
import { askedPart, keptFile } from '#server/http/kept-file'

const { actor }: { actor: Actor } = JSON.parse(process.argv[2] ?? '{}')

async function answerOf(request: IncomingMessage): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1')
  const [, , area, id = ''] = pathname.split('/')
  if (area === 'files') {
    const { range } = request.headers
    const asked = new Request(`http://127.0.0.1${pathname}`, { headers: range ? { range } : {} })
    const file = await downloadFile(actor, { fileId: id, from: askedPart(asked)?.start ?? 0 })
    return file.ok ? keptFile(asked, file.value) : said(file)
  }
  const body = await buffer(request)
  if (request.method === 'PATCH') {
    return said(await appendPart(actor, { uploadId: id, offset: Number(searchParams.get('offset')), bytes: new Uint8Array(body) }))
  }
  return said(id ? await finishUpload(actor, { uploadId: id }) : await beginUpload(actor, JSON.parse(body.toString())))
}

const said = (result: Result<unknown>) => Response.json(result.ok ? result.value : { refusal: result.refusal })

async function answer(request: IncomingMessage, response: ServerResponse) {
  const given = await answerOf(request)
  response.writeHead(given.status, Object.fromEntries(given.headers))
  if (given.body) await pipeline(Readable.fromWeb(given.body as ReadableStream), response)
  else response.end()
}

const server = createServer((request, response) => {
  answer(request, response).catch(() => response.destroy()) // the line was cut
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`)
})
