import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { cliText } from '#messages/zh/cli'
import { BadInput } from './command'

type Shape<Positional extends string, Option extends string, Flag extends string> = {
  usage: string
  /** Required words, in order. */
  positionals?: readonly Positional[]
  /** `--name value` */
  options?: readonly Option[]
  /** `--name` */
  flags?: readonly Flag[]
}

/** The words after a command, by name. Anything missing, unknown or left over is bad usage. */
export function readArguments<Positional extends string = never, Option extends string = never, Flag extends string = never>(
  args: readonly string[],
  { usage, positionals = [], options = [], flags = [] }: Shape<Positional, Option, Flag>,
): Record<Positional, string> & Partial<Record<Option, string>> & Record<Flag, boolean> {
  const kinds: Record<string, { type: 'string' | 'boolean' }> = {}
  for (const name of options) kinds[name] = { type: 'string' }
  for (const name of flags) kinds[name] = { type: 'boolean' }

  const read: Record<string, string | boolean> = Object.fromEntries(flags.map((name) => [name, false]))
  const words: string[] = []
  for (const token of parseArgs({ args: [...args], options: kinds, strict: false, tokens: true, allowPositionals: true }).tokens) {
    if (token.kind === 'positional') words.push(token.value)
    if (token.kind !== 'option') continue
    const kind = kinds[token.name]
    if (!kind) throw new BadInput(cliText.unknownOption(token.rawName, usage))
    if (kind.type === 'string' && token.value === undefined) throw new BadInput(cliText.optionNeedsValue(token.rawName, usage))
    read[token.name] = token.value ?? true
  }

  const missing = positionals[words.length]
  if (missing) throw new BadInput(cliText.missing(missing, usage))
  const extra = words[positionals.length]
  if (extra !== undefined) throw new BadInput(cliText.tooMany(extra, usage))
  for (const [index, name] of positionals.entries()) read[name] = words[index] ?? ''
  // Each name was put there above: required words all, flags with their default, options where given.
  return read as Record<Positional, string> & Partial<Record<Option, string>> & Record<Flag, boolean>
}

/** The bytes of a file that the operator named. */
export async function readNamedFile(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file)
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    throw new BadInput(missing ? cliText.noSuchFile(file) : cliText.unreadable(file))
  }
}
