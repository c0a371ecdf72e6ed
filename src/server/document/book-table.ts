import 'server-only'
import { plainWorkbook } from '#documents/plain-workbook'

/** The book of numbers as a workbook, in the words of the page that offers it. */
export const bookTable = async (table: Parameters<typeof plainWorkbook>[0]): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await plainWorkbook(table))
