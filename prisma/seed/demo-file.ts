import { createHash } from 'node:crypto'
import type { TableRows } from './rows'
import type { Doer, World } from './world'

/** A one-page PDF, the same bytes every time: every proof and piece of evidence of the demonstration world is this file. */
function demonstrationPdf(): Buffer {
  const text = 'BT /F1 16 Tf 72 760 Td (Qingyuan demonstration file. No real document.) Tj ET'
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let body = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = body.length
    body += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  return Buffer.from(
    `${body}xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`,
    'latin1',
  )
}

export const demoFile = demonstrationPdf()
export const demoFileSha256 = createHash('sha256').update(demoFile).digest('hex')

export type FileOwner = Pick<TableRows['stored_file'], 'department' | 'institutionId' | 'secrecy'>

/** Records the demonstration file under a name of its own, as if `doer` had uploaded it. */
export function addFile(
  world: World,
  doer: Doer,
  at: Date,
  displayName: string,
  { department, institutionId, secrecy }: FileOwner,
): string {
  const id = world.id(at)
  world.add('stored_file', {
    id,
    sha256: demoFileSha256,
    sizeBytes: demoFile.byteLength,
    mediaType: 'application/pdf',
    displayName,
    uploadedById: doer.id,
    uploadedAt: at,
    department,
    regionNo: doer.regionNo,
    institutionId,
    secrecy,
  })
  return id
}
