import { adminRoles } from '#domain/identity/session-policy'
import { adminText } from '#messages/zh/cli'
import { roleNames } from '#messages/zh/identity'
import { currentTime } from '#platform/time'
import { createAdministrator } from '#server/identity/first-administrator'
import { BadInput, type Run } from './command'
import { readArguments } from './read-arguments'

const usage = 'admin create --login LOGIN --role securityAdmin|systemAdmin|auditAdmin --name NAME --agency AGENCY [--even-so REASON]'

/** Makes an administrator where there is none, and prints the password for the first sign-in alone, this once. */
export const run: Run = async (args) => {
  const given = readArguments(args, { usage, options: ['login', 'role', 'name', 'agency', 'even-so'] })
  const { login, name, agency } = given
  const role = adminRoles.find((known) => known === given.role)
  if (!login || !name || !agency || !role) throw new BadInput(adminText.missing(usage))
  if (!/^[a-z0-9][a-z0-9._-]{1,39}$/i.test(login)) throw new BadInput(adminText.badLogin(login))
  const reason = given['even-so']?.trim() ?? ''
  if (given['even-so'] !== undefined && reason.length < 5) throw new BadInput(adminText.reasonTooShort)

  const made = await createAdministrator({ login, name, role, agencyName: agency, title: roleNames[role], reason }, currentTime())
  if (made.ok) return made.value.password
  if (made.refusal.code === 'unitUnknown') throw new BadInput(adminText.noAgency(agency))
  if (made.refusal.code === 'loginTaken') throw new BadInput(adminText.loginTaken(login))
  throw new BadInput(adminText.alreadyThere(roleNames[role]))
}
