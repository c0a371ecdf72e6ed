import 'server-only'
import { closingWorkbook } from '#documents/closing-workbook'

/** The stage report as a workbook, in the words of the page that offers it. */
export const closingTable = async (table: Parameters<typeof closingWorkbook>[0]): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await closingWorkbook(table))
