/** Text of a statement between quotes (also dollars), in a comment, or between them. What is opened and never closed goes to the end. */
const pieces = /'(?:[^']|'')*(?:'|$)|"(?:[^"]|"")*(?:"|$)|(\$\w*\$)[\s\S]*?(?:\1|$)|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|[^'"$/-]+|[\s\S]/gu
/** Of the shape of identity, card or telephone numbers, whichever way their groups are set apart. Days with times are not of it. */
const ofPersons = /\p{Nd}(?:[\s.-]?\p{Nd}){10,}[Xx]?/gu
const runs = /\p{Nd}{6,}[Xx]?/gu
const hidden = '******'

/** A statement as the trail may hold it: numbers that may be somebody's are taken out of it. Figures that are compared with stay. */
export const maskedSql = (sql: string): string =>
  sql.replace(pieces, (piece) => {
    const quoted = /^(?:'|"|\$|--|\/\*)/.test(piece)
    const masked = piece.replace(ofPersons, hidden)
    return quoted ? masked.replace(runs, hidden) : masked
  })
