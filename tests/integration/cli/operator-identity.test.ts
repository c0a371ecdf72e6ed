import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { actorFromRequest } from '#server/identity/request-actor'
import { anAccount } from '../../fixtures/accounts'
import { asOwner } from '../../support/as-owner'

const qingyuan = (...words: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/setup/qingyuan.mjs', ...words], {
    encoding: 'utf8',
    env: { ...process.env, DATABASE_URL: process.env.TEST_OWNER_URL },
  })
  return { status, stdout, stderr }
}

it('makes a token that acts as that person, prints it alone, and checks the trail that this left', async () => {
  const { login, userId } = await anAccount({ agency: '任城区医疗保障局', changedAt: new Date() })
  const made = qingyuan('token', 'create', '--login', login, '--days', '7')
  expect(made).toMatchObject({ status: 0 })
  expect(made.stdout).toMatch(/^qyt_[\w-]{43}\n$/)
  const request = new Request('http://127.0.0.1/', { headers: { authorization: `Bearer ${made.stdout.trim()}` } })
  expect(await actorFromRequest(request, new Date())).toMatchObject({ value: { userId, regionNo: 370811 } })

  const verified = qingyuan('audit', 'verify')
  expect(verified).toMatchObject({ status: 0 })
  expect(JSON.parse(verified.stdout)).toMatchObject({ holds: true, entries: 1 })

  await asOwner('ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_append_only')
  await asOwner(`UPDATE audit_entry SET actor_name = '别人' WHERE subject_id = $1`, [userId])
  const broken = qingyuan('audit', 'verify')
  expect(broken.status).toBe(1)
  expect(JSON.parse(broken.stdout)).toMatchObject({
    holds: false,
    fault: 'edited',
    subjectId: userId,
    seq: 1,
    action: 'identity.createToken',
  })
  expect(broken.stderr).toContain('审计记录被改动')
}, 120_000)

it('says what is wrong with what the operator asked for', () => {
  for (const [words, said] of [
    [['token', 'create'], '--login'],
    [['token', 'create', '--login', 'nobody-here'], 'nobody-here'],
    [['token', 'create', '--login', 'x', '--days', 'many'], '--days'],
    [['audit', 'verify', 'all'], 'all'],
  ] as const) {
    const { status, stdout, stderr } = qingyuan(...words)
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toContain(said)
  }
}, 120_000)
