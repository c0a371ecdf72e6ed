/** Hands a piece of what is read to whoever asked, and waits until it has been taken: for what is too much to answer in one. */
export type HandOver = (piece: unknown) => Promise<void>
