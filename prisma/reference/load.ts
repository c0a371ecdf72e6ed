import pg from 'pg'
import { insertRows } from '../seed/rows'
import { regions } from './regions'
import { agencyRows, checklistItemRows, checklistRow, fieldRows } from './rows'
import { workCalendarDays, workCalendarYears } from './work-calendar'

/** Brings the published facts into the database behind DATABASE_URL, as its owner. Safe to repeat; nothing is taken away. */
async function loadReference(): Promise<void> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL, options: '-c TimeZone=UTC' })
  await client.connect()
  try {
    await client.query('BEGIN')
    await insertRows(client, 'region', regions, ['code'])
    await insertRows(client, 'agency', agencyRows(), ['name'])
    await insertRows(client, 'field', fieldRows(), ['id'])
    await insertRows(client, 'work_calendar_year', workCalendarYears, ['year'])
    await insertRows(client, 'work_calendar_day', workCalendarDays, ['day'])
    await insertRows(client, 'checklist', [checklistRow()], ['id'])
    await insertRows(client, 'checklist_item', checklistItemRows(), ['id'])
    await client.query('COMMIT')
  } finally {
    await client.end()
  }
}

await loadReference()
