import { randomUUID } from 'node:crypto'
import { describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { refuse } from '#domain/kernel/result'
import { audit } from '#platform/audit'
import { command, preparedCommand } from '#server/command'
import { must } from '#server/refused'
import { officer } from '../../fixtures/people'
import { asOwner } from '../../support/as-owner'

const form = z.strictObject({ word: z.string().max(20), refuseAfterwards: z.boolean().default(false) })

const note = command('draft.note', form, async ({ tx, actor, now }, { word, refuseAfterwards }) => {
  await tx.draft.create({ data: { userId: actor.userId, formKey: word, content: {}, updatedAt: now } })
  await audit(tx, { at: now, actor, action: 'draft.note', subject: { type: 'draft', id: actor.userId }, change: { word: [null, word] } })
  if (refuseAfterwards) must(refuse('wrongState'))
  return { word }
})
const tell = command('draft.tell', form, async (_context, { word }) => ({ secret: `plain ${word}` }), 'secret')

const me = () => officer('MI', 370811, ['handler'])
const draftsOf = (userId: string) => asOwner('SELECT form_key FROM draft WHERE user_id = $1', [userId])

describe('a command', () => {
  it('has one effect and one answer under one request key, however often it arrives', async () => {
    const actor = me()
    const raw = { word: 'once', requestKey: randomUUID() }
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => note(actor, raw)))
    expect(outcomes).toEqual(Array.from({ length: 20 }, () => ({ ok: true, value: { word: 'once' } })))
    expect(await draftsOf(actor.userId)).toHaveLength(1)
    expect(await asOwner('SELECT seq FROM audit_entry WHERE subject_id = $1', [actor.userId])).toHaveLength(1)
  })

  it('takes its time from the database, whatever the clock of this machine says', async () => {
    const actor = me()
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2031-01-01T00:00:00Z') })
    expect(await note(actor, { word: 'when' })).toMatchObject({ ok: true })
    vi.useRealTimers()
    const [row] = await asOwner<{ apart: number }>(
      'SELECT abs(extract(epoch FROM clock_timestamp() - updated_at))::float8 AS apart FROM draft WHERE user_id = $1',
      [actor.userId],
    )
    expect(row?.apart).toBeLessThan(60)
  })

  it('prepares before its transaction, and not again for a key that has its answer', async () => {
    const actor = me()
    const prepared: number[] = []
    const slow = preparedCommand(
      'draft.slow',
      form,
      async () => {
        const [{ n } = { n: -1 }] = await asOwner<{ n: number }>(
          `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle in transaction'`,
        )
        prepared.push(n)
        return n
      },
      async (_context, { word }, open) => ({ word, open }),
    )
    const raw = { word: 'slow', requestKey: randomUUID() }
    for (const _ of [1, 2]) expect(await slow(actor, raw)).toEqual({ ok: true, value: { word: 'slow', open: 0 } })
    expect(prepared).toEqual([0])
  })

  it('refuses another form under a key that was used', async () => {
    const actor = me()
    const requestKey = randomUUID()
    await note(actor, { word: 'first', requestKey })
    expect(await note(actor, { word: 'second', requestKey })).toEqual({ ok: false, refusal: { code: 'requestKeyReused' } })
    expect(await draftsOf(actor.userId)).toHaveLength(1)
  })

  it('leaves nothing behind when it is refused, and its key is free again', async () => {
    const actor = me()
    const requestKey = randomUUID()
    expect(await note(actor, { word: 'late', refuseAfterwards: true, requestKey })).toMatchObject({ refusal: { code: 'wrongState' } })
    expect(await draftsOf(actor.userId)).toEqual([])
    expect(await asOwner('SELECT seq FROM audit_entry WHERE subject_id = $1', [actor.userId])).toEqual([])
    expect(await note(actor, { word: 'late', requestKey })).toMatchObject({ ok: true })
  })

  it('keeps a secret answer nowhere, and gives it once', async () => {
    const actor = me()
    const raw = { word: 'nightingale', requestKey: randomUUID() }
    expect(await tell(actor, raw)).toEqual({ ok: true, value: { secret: 'plain nightingale' } })
    expect(await tell(actor, raw)).toEqual({ ok: false, refusal: { code: 'requestKeyReused' } })
    const kept = await asOwner('SELECT command_receipt::text AS row FROM command_receipt WHERE user_id = $1', [actor.userId])
    expect(JSON.stringify(kept)).not.toContain('nightingale')
  })

  it.each([
    ['a field of the server’s own', { word: 'x', approvedBy: 'me' }],
    ['a version', { word: 'x', version: 9 }],
    ['a constructor', { word: 'x', constructor: 1 }],
  ])('refuses %s', async (_, raw) => {
    expect(await note(me(), raw)).toMatchObject({ ok: false, refusal: { code: 'unknownField' } })
  })

  it.each([
    ['a null character', 'a\0b'],
    ['half of a pair', 'a\ud800b'],
  ])('refuses %s, naming the field, and leaves nothing', async (_, word) => {
    const actor = me()
    expect(await note(actor, { word, requestKey: randomUUID() })).toMatchObject({
      refusal: { code: 'invalidInput', detail: { fields: ['word'] } },
    })
    expect(await note(actor, { word: 'x', [word]: 'y' })).toMatchObject({ refusal: { code: 'unknownField' } })
    expect(await draftsOf(actor.userId)).toEqual([])
    expect(await note(actor, { word: '𠮷田' })).toMatchObject({ ok: true })
  })

  it('tells the second of two alike that it is there, and no more of it', async () => {
    const actor = me()
    expect(await note(actor, { word: 'twin' })).toMatchObject({ ok: true })
    expect(await note(actor, { word: 'twin' })).toEqual({ ok: false, refusal: { code: 'alreadyExists' } })
  })

  it('is not led to other prototypes', async () => {
    await note(me(), JSON.parse('{"word":"x","__proto__":{"polluted":true}}'))
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  it('writes nothing when the trail cannot be written', async () => {
    const nobody = { ...me(), userId: '' }
    await expect(note(nobody, { word: 'x' })).rejects.toThrow()
  })
})
