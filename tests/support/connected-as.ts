/** Does something while this process's address of the database is another's: for code that reads the address as it goes. */
async function connectedAt<T>(address: string | undefined, work: () => Promise<T>): Promise<T> {
  const before = process.env.DATABASE_URL
  process.env.DATABASE_URL = address
  try {
    return await work()
  } finally {
    process.env.DATABASE_URL = before
  }
}

export const asOwnerOfAddress = <T>(work: () => Promise<T>): Promise<T> => connectedAt(process.env.TEST_OWNER_URL, work)
export const asWorker = <T>(work: () => Promise<T>): Promise<T> => connectedAt(process.env.TEST_WORKER_URL, work)
