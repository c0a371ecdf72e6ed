import { tokenText } from '#messages/zh/audit'
import { currentTime } from '#platform/time'
import { createToken } from '#server/identity/tokens'
import { BadInput, type Run } from './command'
import { readArguments } from './read-arguments'

const usage = 'token create --login LOGIN [--name NAME] [--days 90]'

/** Makes a personal access token and prints it alone, this once. */
export const run: Run = async (args) => {
  const { login, name, days } = readArguments(args, { usage, options: ['login', 'name', 'days'] })
  if (!login) throw new BadInput(tokenText.loginMissing)
  const lasting = days === undefined ? 90 : Number(days)
  if (!Number.isInteger(lasting) || lasting < 1 || lasting > 365) throw new BadInput(tokenText.daysWrong)

  const token = await createToken({ login, name: name ?? 'command line', days: lasting }, currentTime())
  if (!token.ok) throw new BadInput(tokenText.noAccount(login))
  return token.value
}
