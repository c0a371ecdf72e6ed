import { randomUUID } from 'node:crypto'
import { PDFDocument } from 'pdf-lib'
import { beforeAll, describe, expect, it } from 'vitest'
import { keepBytes, keptPieces } from '#platform/files'
import { answerFile, answerImage, answerPages } from '#server/api/answer'
import { openApi } from '#server/api/openapi'
import { receiveFile } from '#server/file/receive-file'
import { authenticate } from '#server/identity/authenticate'
import { actorFromRequest } from '#server/identity/request-actor'
import { createToken } from '#server/identity/tokens'
import { anAccount, rightPassword, type TestAccount } from '../../fixtures/accounts'
import { asOwner } from '../../support/as-owner'

/** A page without a word on it, as a scan is. */
async function aPdf(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  pdf.addPage()
  return pdf.save()
}

/** A picture of one point. */
const png = Uint8Array.from(
  Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'),
)

type Person = TestAccount & { token: string }
let owner: Person
let stranger: Person
let fileId = ''

async function someone(agency: string): Promise<Person> {
  const account = await anAccount({ agency, changedAt: new Date() })
  await authenticate({ login: account.login, password: rightPassword, code: '', source: account.login }, new Date())
  const token = await createToken({ login: account.login, name: 'test' }, new Date())
  return { ...account, token: token.ok ? token.value : '' }
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const asking = (token: string, id = fileId) =>
  new Request(`http://127.0.0.1/api/files/${id}`, { headers: token ? { authorization: `Bearer ${token}` } : {} })
const ask = (token: string, id = fileId) => answerFile(asking(token, id), id)

const trailOf = (column: 'subject_id' | 'actor_id', id: string) =>
  asOwner<{ action: string; subject_type: string; change: Record<string, unknown> }>(
    `SELECT action, subject_type, change FROM audit_entry WHERE ${column} = $1 AND action LIKE 'file.%' ORDER BY at, seq`,
    [id],
  )

beforeAll(async () => {
  owner = await someone('任城区医疗保障局')
  stranger = await someone('曲阜市医疗保障局')
  const actor = await actorFromRequest(asking(owner.token, randomUUID()), new Date())
  if (!actor.ok) throw new Error(actor.refusal.code)
  const received = await receiveFile(actor.value, { name: '现场照片.png', bytes: png })
  if (!received.ok) throw new Error(received.refusal.code)
  fileId = received.value.id
})

describe('a download', () => {
  it('is for a token within the rights of its person, as a file that is never shown in place', async () => {
    const answer = await ask(owner.token)
    expect(answer.status).toBe(200)
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(png)
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; /)
    expect((await ask('')).status).toBe(401)
    expect((await ask('qyt_forged')).status).toBe(401)
    expect((await ask(stranger.token)).status).toBe(404)
  })

  it('is counted with the other calls of the token', async () => {
    const busy = await someone('任城区医疗保障局')
    await asOwner('UPDATE access_token SET window_from = now(), window_calls = 1000 WHERE user_id = $1', [busy.userId])
    const answer = await ask(busy.token)
    expect([answer.status, Number(answer.headers.get('retry-after')) > 0]).toEqual([429, true])
  })

  it('stands in the trail of the file, once each time', async () => {
    const before = (await trailOf('subject_id', fileId)).filter(({ action }) => action === 'file.download').length
    await ask(owner.token)
    const after = (await trailOf('subject_id', fileId)).filter(({ action }) => action === 'file.download')
    expect(after).toHaveLength(before + 1)
    expect(after.at(-1)?.change).toEqual({ name: [null, '现场照片.png'], secrecy: [null, 1] })
  })

  it('that is refused stands with the person who asked, and is the same for a file that is not there', async () => {
    const guessed = randomUUID()
    const [hidden, absent] = [await ask(stranger.token), await ask(stranger.token, guessed)]
    expect([hidden.status, await hidden.text()]).toEqual([absent.status, await absent.text()])
    const refused = (await trailOf('actor_id', stranger.userId)).filter(({ action }) => action === 'file.refuse')
    expect(refused.slice(-2)).toEqual([
      { action: 'file.refuse', subject_type: 'account', change: { file: [null, fileId] } },
      { action: 'file.refuse', subject_type: 'account', change: { file: [null, guessed] } },
    ])
    expect(await trailOf('subject_id', guessed)).toEqual([])
    expect((await ask(stranger.token, 'x')).status).toBe(404)
  })

  it('is no other for a picture in a page: who asks for what is not theirs stands in the trail', async () => {
    const look = (token: string) => answerImage(asking(token), fileId)
    expect((await look(owner.token)).status).toBe(200)
    expect((await look(stranger.token)).status).toBe(404)
    expect((await trailOf('actor_id', stranger.userId)).at(-1)).toMatchObject({ action: 'file.refuse', change: { file: [null, fileId] } })
  })

  it('shows the pages of a PDF in place, as a PDF and nothing else, to whoever may read it; who looked stands in the trail once', async () => {
    const actor = await actorFromRequest(asking(owner.token), new Date())
    const bytes = await aPdf()
    const received = actor.ok ? await receiveFile(actor.value, { name: "扫描'件.pdf", bytes }) : actor
    const id = received.ok ? received.value.id : ''
    const look = (token: string, of = id) => answerPages(asking(token, of), of)
    const pages = await look(owner.token)
    expect([pages.status, pages.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    expect(pages.headers.get('content-disposition')).toMatch(/^inline; filename="pages.pdf"; filename\*=UTF-8''[^']+$/)
    expect(pages.headers.get('x-content-type-options')).toBe('nosniff')
    expect(pages.headers.get('content-security-policy')).toContain("default-src 'none'")
    for (const shut of ['script-src', 'frame-ancestors', 'form-action', 'base-uri'])
      expect(pages.headers.get('content-security-policy')).toContain(`${shut} 'none'`)
    expect(new Uint8Array(await pages.arrayBuffer())).toEqual(bytes)
    const part = await answerPages(new Request(`http://127.0.0.1/`, { headers: { ...bearer(owner.token), range: 'bytes=0-3' } }), id)
    expect([part.status, await part.text()]).toEqual([206, '%PDF'])
    expect((await trailOf('subject_id', id)).map(({ action }) => action)).toEqual(['file.receive', 'file.view'])
    expect((await look('')).status).toBe(401)
    expect((await look(stranger.token)).status).toBe(404)
    expect((await trailOf('actor_id', stranger.userId)).at(-1)).toMatchObject({ action: 'file.refuse', change: { file: [null, id] } })
    // What is no PDF has no pages.
    expect((await look(owner.token, fileId)).status).toBe(404)
  })

  it('is read no further once nobody takes it', async () => {
    const kept = await keepBytes(new Uint8Array(8 * 1024 * 1024))
    const [sha256, givenUp] = [kept?.sha256 ?? 'no room', new AbortController()]
    const pieces = keptPieces(sha256, { start: 0, end: 1 }, givenUp.signal)
    const first = pieces.next()
    givenUp.abort()
    await expect(first).rejects.toThrow('aborted')
  })

  it('is described with the rest of the machine interface', () => {
    expect(openApi().paths['/api/files/{id}']).toMatchObject({ get: { operationId: 'get_file' } })
  })
})
