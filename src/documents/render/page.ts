import type { Layout } from './blocks'

/** A4 with the margins of GB/T 9704: 37 above, 35 below, 28 at the binding, 26 mm outside. In twips. */
const margin = { top: 2098, bottom: 1984, left: 1588, right: 1474, header: 1134, footer: 1588 }
/** Forms (审批表) are no letters: they may use more of the page, at the same width. */
const formMargin = { ...margin, top: 1134, bottom: 1134, header: 567, footer: 567 }
export const a4 = { width: 11906, height: 16838 }

export const margins: Readonly<Record<Layout, typeof margin>> = {
  letter: margin,
  form: formMargin,
  landscape: { ...margin, top: margin.left, bottom: margin.right, left: margin.top, right: margin.bottom, footer: 850 },
}

/** The width of the type area (版心), 156 mm; and of a page laid on its side. */
export const typeAreaWidth = a4.width - margin.left - margin.right
export const landscapeWidth = a4.height - margin.top - margin.bottom
