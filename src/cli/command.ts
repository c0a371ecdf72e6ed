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
  /** Whether it needs the database: the running server's, or the embedded one started for as long as it takes. `new`: one that nobody serves; made when there is none. */
  database: boolean | 'new'
  /** Reads under the row policies, as a person would, so that its numbers are those of the pages. */
  underPolicies?: true
  /** Loaded when it is asked for, so that a command costs what it uses and no more. */
  load: () => Promise<{ run: Run }>
}
