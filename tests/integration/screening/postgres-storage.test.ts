import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { populationModels } from '#screening/population/catalogue'
import { run } from '../../../src/cli/screen-run'
import { asOwner } from '../../support/as-owner'
import { settlementFolder } from '../../support/settlement-folder'

vi.setConfig({ testTimeout: 60_000 })

const example = populationModels.find(({ id }) => id === 'M07')?.example
let [folder, out] = ['', '']
beforeAll(async () => {
  folder = await settlementFolder(example?.rows ?? {})
  out = await mkdtemp(join(tmpdir(), 'storage-'))
})
afterAll(() => rm(out, { recursive: true, force: true }))

/** Screens on the PostgreSQL of the tests. How it kept the tables, how many hits there were, and what the command said. */
async function screened() {
  const said: string[] = []
  const spy = vi.spyOn(process.stderr, 'write').mockImplementation((line) => said.push(String(line)) > 0)
  try {
    await run([folder, '--out', out, '--models', 'M07', '--engine', 'postgres', '--url', process.env.TEST_OWNER_URL ?? ''])
  } finally {
    spy.mockRestore()
  }
  const { storage, hits }: { storage: string; hits: number } = JSON.parse(await readFile(join(out, 'summary.json'), 'utf8'))
  return { storage, hits, said: said.join('') }
}

it('says that the tables are kept by row where the server has no column store', async () => {
  expect(await screened()).toEqual({ storage: 'row', hits: example?.hits.length, said: expect.stringContaining('表按行存放') })
})

it('keeps the tables in the column store where the server has one', async () => {
  // Its name is what the tables are made by; rows lie under it here, as no column store is beside this PostgreSQL.
  await asOwner('CREATE ACCESS METHOD columnar TYPE TABLE HANDLER heap_tableam_handler')
  const made: string[] = []
  await asOwner(`CREATE TABLE made_by (name text); CREATE FUNCTION note_made() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
      INSERT INTO public.made_by SELECT pg_am.amname FROM pg_event_trigger_ddl_commands() AS ddl JOIN pg_class ON pg_class.oid = ddl.objid JOIN pg_am ON pg_am.oid = relam
      WHERE ddl.schema_name LIKE 'screening%';
    END $$; CREATE EVENT TRIGGER note_made ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION note_made()`)
  try {
    const { storage, hits, said } = await screened()
    expect({ storage, hits }).toEqual({ storage: 'columnar', hits: example?.hits.length })
    expect(said).not.toContain('表按行存放')
    made.push(...(await asOwner<{ name: string }>('SELECT DISTINCT name FROM made_by')).map(({ name }) => name))
  } finally {
    await asOwner('DROP EVENT TRIGGER note_made; DROP FUNCTION note_made(); DROP TABLE made_by; DROP ACCESS METHOD columnar')
  }
  expect(made).toEqual(['columnar'])
})
