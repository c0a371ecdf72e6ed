import { type ClickHouseLine, clickHouseLibrary } from './clickhouse'
import { ColumnarError } from './columnar-engine'

/** The library is there for development and tests only; an installation names a server. */
export async function loadChdb(): Promise<ClickHouseLine> {
  try {
    const { Session } = await import('chdb')
    return clickHouseLibrary(new Session())
  } catch (error) {
    throw new ColumnarError('unreachable', error instanceof Error ? error.message : String(error))
  }
}
