import pg from 'pg'
import { readFileSync } from 'node:fs'
const c = new pg.Client({ connectionString: process.env.U }); await c.connect()
const sql = process.argv[2]
console.log(JSON.stringify((await c.query(sql)).rows, null, 0)); await c.end()
