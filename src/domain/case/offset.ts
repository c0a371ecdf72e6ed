/**
 * What was paid as an administrative fine is counted towards a fine of the court for the same act (折抵); who has been fined by the court is
 * not fined again (行政处罚法第三十五条第二款).
 */
export const offsetFen = (courtFineFen: bigint, paidFen: bigint): bigint => (courtFineFen < paidFen ? courtFineFen : paidFen)
