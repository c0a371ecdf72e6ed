import { execFile } from 'node:child_process'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { freePort, root, type Side, startSide } from '../rig/processes'
import { leadsSql } from './bare-sql'

const next = join(root, 'node_modules/next/dist/bin/next')

const config = `export default { turbopack: { root: ${JSON.stringify(root)} }, outputFileTracingRoot: ${JSON.stringify(root)},
  serverExternalPackages: ['pg'], poweredByHeader: false }
`

const layout = `export default function Layout({ children }) {
  return <html lang="zh-CN"><body>{children}</body></html>
}
`

/** The page that anybody would write first: the same fifty rows as ten columns of server components, with a link and two tags. */
const page = `import Link from 'next/link'
import pg from 'pg'

export const dynamic = 'force-dynamic'
const pool = (globalThis.benchPool ??= new pg.Pool({ connectionString: process.env.DATABASE_URL, options: '-c TimeZone=UTC', max: 8 }))
const scope = JSON.parse(process.env.BENCH_SCOPE ?? '[]')
const text = ${JSON.stringify(leadsSql)}
const columns = ['dueOn', 'number', 'risk', 'institutionName', 'behaviour', 'amountFen', 'repeatCount', 'handlerName', 'state', 'conclusion']

function Tag({ children }) {
  return <span className="rounded border px-1 text-xs">{children}</span>
}

function Cell({ row, column }) {
  if (column === 'number') return <Link href={'/leads/' + row.id} prefetch={false} className="link">{row.number}</Link>
  if (column === 'risk' || column === 'state') return <Tag>{row[column]}</Tag>
  return row[column]
}

export default async function Page() {
  const { rows } = await pool.query({ name: 'leads', text, values: scope })
  return (
    <table>
      <thead><tr>{columns.map((column) => <th key={column} scope="col">{column}</th>)}</tr></thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            {columns.map((column) => <td key={column} className="border-b px-3 py-1"><Cell row={row} column={column} /></td>)}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
`

/** Writes the smallest Next application that shows the list, builds it and serves it. `folder` lies within the project, whose packages it uses. */
export async function startPlainNext(folder: string, env: Record<string, string>): Promise<Side> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(join(folder, 'app/leads'), { recursive: true })
  await writeFile(join(folder, 'package.json'), '{ "name": "plain", "private": true, "type": "module" }\n')
  await writeFile(join(folder, 'next.config.mjs'), config)
  await writeFile(join(folder, 'app/layout.jsx'), layout)
  await writeFile(join(folder, 'app/leads/page.jsx'), page)
  await promisify(execFile)(process.execPath, [next, 'build', folder], {
    cwd: folder,
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', NEXT_DIST_DIR: '' },
  })
  const port = await freePort()
  return startSide(next, ['start', folder, '-p', String(port), '-H', '127.0.0.1'], {
    env: { ...env, NODE_ENV: 'production' },
    ready: /Local:\s+(http:\/\/127\.0\.0\.1:\d+)/,
  })
}
