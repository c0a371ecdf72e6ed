export type { PoolClient } from 'pg'
