import { degrees, type PDFDocument, type PDFFont, PDFHexString, type PDFImage, PDFName, type PDFPage } from 'pdf-lib'

const a4 = { width: 595.28, height: 841.89 }
/** 15 mm, so that the number at the corner stands beside the picture. */
const margin = 42.5

/** A picture on a page of its own, as large as it goes, the page turned where the picture is wider than high. */
export function fitImage(volume: PDFDocument, image: PDFImage): void {
  const [width, height] = image.width > image.height ? [a4.height, a4.width] : [a4.width, a4.height]
  const scale = Math.min((width - 2 * margin) / image.width, (height - 2 * margin) / image.height, 1)
  const drawn = { width: image.width * scale, height: image.height * scale }
  const page = volume.addPage([width, height])
  page.drawImage(image, { x: (width - drawn.width) / 2, y: (height - drawn.height) / 2, ...drawn })
}

const size = 12
const inset = 20

/** The number of the page in its upper right corner, as the page is looked at: a scan may lie on its side. */
export function stampNumber(page: PDFPage, number: number, font: PDFFont): void {
  const text = String(number)
  const length = font.widthOfTextAtSize(text, size)
  const { x, y, width, height } = page.getCropBox()
  const turned = (((page.getRotation().angle % 360) + 360) % 360) as 0 | 90 | 180 | 270 // a page is turned by quarters
  const [right, down] = [inset + length, inset + size]
  const at = {
    0: { x: x + width - right, y: y + height - down },
    90: { x: x + down, y: y + height - right },
    180: { x: x + right, y: y + down },
    270: { x: x + width - down, y: y + right },
  }[turned]
  page.drawText(text, { ...at, size, font, rotate: degrees(turned) })
}

/** Bookmarks to the first page of each paper, in order. */
export function addOutline(volume: PDFDocument, items: readonly { title: string; page: PDFPage }[]): void {
  if (items.length === 0) return
  const { context } = volume
  const root = context.nextRef()
  const refs = items.map(() => context.nextRef())
  for (const [index, { title, page }] of items.entries()) {
    const [ref, before, after] = [refs[index], refs[index - 1], refs[index + 1]]
    if (!ref) continue
    const entry = { Title: PDFHexString.fromText(title), Parent: root, Dest: [page.ref, 'Fit'] }
    context.assign(ref, context.obj({ ...entry, ...(before && { Prev: before }), ...(after && { Next: after }) }))
  }
  const [first, last] = [refs[0], refs.at(-1)]
  if (first && last) context.assign(root, context.obj({ Type: 'Outlines', First: first, Last: last, Count: items.length }))
  volume.catalog.set(PDFName.of('Outlines'), root)
}
