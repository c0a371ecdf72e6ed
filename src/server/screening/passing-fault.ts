const passing = new Set([
  ...['P1000', 'P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2034'],
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN', 'ENOTFOUND'],
  ...['40001', '40P01', '53300', '57P01', '57P02', '57P03', '08000', '08001', '08003', '08004', '08006'],
])
/** How Prisma tells the database's own code of a statement that was written by hand. */
const rawCode = /Code: `(\w{5})`/
const lost = /connection (terminated|closed|ended|refused|reset)|server has closed the connection|can't reach database/i

const roomless = /53100|No space left on device/

/** The database had no room left for what was to be kept: somebody has to make some before it is tried again. */
export function isOutOfRoom(fault: unknown, depth = 0): boolean {
  if (!(fault instanceof Error) || depth > 4) return false
  return ('code' in fault && fault.code === '53100') || roomless.test(fault.message) || isOutOfRoom(fault.cause, depth + 1)
}

/** The line to the database was down, or its statements met others': what was tried may come about when it is tried again. */
export function isPassing(fault: unknown, depth = 0): boolean {
  if (!(fault instanceof Error) || depth > 4) return false
  if ('code' in fault && passing.has(String(fault.code))) return true
  if (passing.has(rawCode.exec(fault.message)?.[1] ?? '')) return true
  return lost.test(fault.message) || isPassing(fault.cause, depth + 1)
}
