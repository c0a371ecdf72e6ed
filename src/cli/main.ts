import { cliText } from '#messages/zh/cli'
import { BadInput, type Command, DoesNotHold } from './command'
import { commands } from './commands'

/** Gives the address of a database to use, and closes it again if it was opened for this command. */
export type OpenDatabase = (as: Exclude<Command['database'], false>) => Promise<{ env: Record<string, string>; close: () => Promise<void> }>

/** The command that the words begin with, the longest that fits, and what is left for it. */
function find(words: readonly string[]): { command: Command; args: readonly string[] } | null {
  for (const length of [2, 1]) {
    const name = words.slice(0, length).join(' ')
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined
    if (command) return { command, args: words.slice(length) }
  }
  return null
}

const list = (more: readonly string[]) =>
  [cliText.commands, ...[...Object.values(commands).map(({ usage }) => usage), ...more].sort().map((usage) => `  ${usage}`)].join('\n')

const asText = (result: unknown) => (typeof result === 'string' ? result : JSON.stringify(result, null, 2))

const write = (stream: NodeJS.WriteStream, text: string) =>
  new Promise<void>((resolve) => stream.write(text.endsWith('\n') ? text : `${text}\n`, () => resolve()))

async function runCommand(command: Command, args: readonly string[], openDatabase: OpenDatabase) {
  const database = command.database ? await openDatabase(command.database) : null
  try {
    Object.assign(process.env, database?.env)
    const { run } = await command.load()
    return await run(args)
  } finally {
    await database?.close()
  }
}

/**
 * Runs one operator command; returns the exit code: 0 done, 2 bad usage or bad input, 1 a fault. `more`: usages of
 * commands that the set-up answers itself.
 */
export async function main(words: readonly string[], openDatabase: OpenDatabase, more: readonly string[] = []): Promise<0 | 1 | 2> {
  if (words.length === 0 || words[0] === 'help' || words[0] === '--help') {
    await write(words.length === 0 ? process.stderr : process.stdout, list(more))
    return words.length === 0 ? 2 : 0
  }
  const found = find(words)
  if (!found) {
    await write(process.stderr, `${cliText.unknown(words.slice(0, 2).join(' '))}\n${list(more)}`)
    return 2
  }
  if (found.args.includes('--help')) {
    await write(process.stdout, cliText.usage(found.command.usage))
    return 0
  }
  try {
    const result = await runCommand(found.command, found.args, openDatabase)
    if (result !== undefined) await write(process.stdout, asText(result))
    return 0
  } catch (error) {
    if (error instanceof BadInput) {
      await write(process.stderr, error.message)
      return 2
    }
    if (error instanceof DoesNotHold) {
      await write(process.stdout, asText(error.finding))
      await write(process.stderr, error.message)
      return 1
    }
    await write(process.stderr, `${cliText.fault}${error instanceof Error ? error.stack : String(error)}`)
    return 1
  }
}
