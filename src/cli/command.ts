/** A reason that the operator can act on: one Chinese sentence saying what, where and how to fix it. Exit code 2. */
export class BadInput extends Error {}

/** What was checked does not hold: the finding goes to standard output, the sentence to standard error. Exit code 1. */
export class DoesNotHold extends Error {
  readonly finding: unknown

  constructor(message: string, finding: unknown) {
    super(message)
    this.finding = finding
  }
}

/** Does a command. What it returns is all that standard output carries: text as it is, anything else as JSON. */
export type Run = (args: readonly string[]) => Promise<unknown>

export type Command = {
  /** The command with its arguments, as the operator writes them. */
  usage: string
  /**
   * As whom it uses the database, if it does: the running server's, or the embedded one started for as long as it takes. `web`: under the
   * row policies, so that its numbers are those of the pages. `owner`: for rows as they stand. `new`: the owner of one that nobody serves;
   * made when there is none.
   */
  database: false | 'web' | 'worker' | 'owner' | 'new'
  /** Loaded when it is asked for, so that a command costs what it uses and no more. */
  load: () => Promise<{ run: Run }>
}
