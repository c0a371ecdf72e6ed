import { type Department, departmentNames } from '#domain/department/department'
import { agencies, type ReferenceAgency } from '../reference/agencies'
import { localRegions } from '../reference/regions'
import { agencyId } from '../reference/rows'
import type { SeedInstitution } from './institutions'
import { personName } from './people'
import type { TableRows } from './rows'
import type { Doer, World } from './world'

export type Role =
  | 'handler'
  | 'analyst'
  | 'reviewer'
  | 'approver'
  | 'supervisor'
  | 'complianceOfficer'
  | 'systemAdmin'
  | 'securityAdmin'
  | 'auditAdmin'

/** A person of the demonstration world in their post. */
export type Officer = Doer & { login: string; agency: ReferenceAgency; agencyId: string; roles: readonly Role[] }

/** What the accounts file says of a person who can sign in. */
export type ListedAccount = {
  userId: string
  login: string
  name: string
  department: Department | null
  agency: string
  regionCode: string
  roles: readonly Role[]
}

/** The people who do the bureau's work in one agency: never one person for two of the steps. */
export type Desk = { agency: ReferenceAgency; agencyId: string; handler: Officer; reviewer: Officer; approver: Officer; legal: Officer }

export type Staff = {
  city: Desk & { secondHandler: Officer; supervisor: Officer }
  /** The bureau's desk of each county and special unit, by region code. */
  desks: ReadonlyMap<string, Desk>
  /** The officer of another department in a region. */
  officer(department: Department, regionCode: string): Officer
  /** Who handles agreements at the city's operating agency, and who decides on them. */
  operator: { clerk: Officer; head: Officer }
  /** One officer of each agency that has accounts, who can sign for it. */
  signatories: readonly Officer[]
  accounts: ListedAccount[]
}

/** Regions in the names of accounts. */
const slugs: Record<string, string> = {
  '370000': 'shandong',
  '370800': 'jining',
  '370811': 'rencheng',
  '370812': 'yanzhou',
  '370826': 'weishan',
  '370827': 'yutai',
  '370828': 'jinxiang',
  '370829': 'jiaxiang',
  '370830': 'wenshang',
  '370831': 'sishui',
  '370832': 'liangshan',
  '370881': 'qufu',
  '370883': 'zoucheng',
  '370891': 'gaoxin',
  '370892': 'taibaihu',
  '370893': 'jingkai',
  '370894': 'yankuang',
}

const titles: Record<Role, string> = {
  handler: '基金监管科经办人',
  analyst: '数据分析员',
  reviewer: '基金监管科复核人',
  approver: '主要负责人',
  supervisor: '督导人员',
  complianceOfficer: '医保合规负责人',
  systemAdmin: '系统管理员',
  securityAdmin: '安全管理员',
  auditAdmin: '审计管理员',
}

const agencyOf = (code: string): ReferenceAgency => {
  const agency = agencies.find((one) => one.code === code)
  if (!agency) throw new Error(`no agency ${code}`)
  return agency
}

type Post = { login: string; agency: ReferenceAgency; roles: readonly Role[]; title: string; clearance: number }

/** Adds a person with one post, who can sign in. */
function appoint(world: World, accounts: ListedAccount[], { login, agency, roles, title, clearance }: Post): Officer {
  const { random } = world
  const joinedAt = new Date(world.now.getTime() - 400 * 86_400_000)
  const user = account(world, login, personName(random, random.chance(0.45) ? 'female' : 'male'), joinedAt)
  const postId = world.id(joinedAt)
  world.add('post', {
    id: postId,
    userId: user.id,
    agencyId: agencyId(agency.code),
    institutionId: null,
    title,
    roles: [...roles],
    clearance,
    validFrom: joinedAt,
    grantReason: '岗位任职',
  })
  accounts.push({
    userId: user.id,
    login,
    name: user.name,
    department: agency.department,
    agency: agency.name,
    regionCode: agency.regionCode,
    roles,
  })
  return {
    ...user,
    postId,
    login,
    agency,
    agencyId: agencyId(agency.code),
    department: agency.department,
    regionNo: Number(agency.regionCode),
    roles,
  }
}

/** No password opens it until the loader gives it one. */
export const noPassword = '!'

function account(world: World, login: string, name: string, createdAt: Date): { id: string; name: string } {
  const id = world.id(createdAt)
  const row: TableRows['user_account'] = {
    id,
    login,
    name,
    phone: '分机8101',
    passwordHash: noPassword,
    passwordChangedAt: createdAt,
    totpSecretCipher: null,
    totpConfirmedAt: null,
    createdAt,
  }
  world.add('user_account', row)
  return { id, name }
}

/** The lawyers come last among the accounts, and are drawn apart: whoever is there already stays who they are. */
type Lawyers = { world: World; accounts: ListedAccount[] }

function desk(world: World, accounts: ListedAccount[], lawyers: Lawyers, regionCode: string): Desk {
  const agency = agencyOf(`MI-${regionCode}`)
  const login = (post: string) => `${slugs[regionCode]}-mi-${post}`
  const post = (role: Role, clearance: number) =>
    appoint(world, accounts, { login: login(role), agency, roles: [role], title: titles[role], clearance })
  return {
    agency,
    agencyId: agencyId(agency.code),
    handler: post('handler', 2),
    reviewer: post('reviewer', 2),
    approver: post('approver', 3),
    legal: appoint(lawyers.world, lawyers.accounts, {
      login: login('legal'),
      agency,
      roles: ['reviewer'],
      title: '法制审核人员',
      clearance: 2,
    }),
  }
}

const otherDepartments = ['CT', 'PR', 'PS', 'FI', 'HC'] as const
const counties = localRegions.filter((region) => region.level === 'county')

/** Everybody who works for the city's campaign, with accounts. */
export function appointStaff(world: World): Staff {
  const accounts: ListedAccount[] = []
  const lawyers: Lawyers = { world: { ...world, random: world.random.fork('lawyers') }, accounts: [] }
  const signatories = new Map<string, Officer>()
  const signs = (officer: Officer) => {
    const maySign = officer.roles.includes('handler') || officer.roles.includes('approver')
    if (maySign && !signatories.has(officer.agencyId)) signatories.set(officer.agencyId, officer)
    return officer
  }
  const add = (login: string, agency: ReferenceAgency, roles: readonly Role[], clearance: number, title: string) =>
    signs(appoint(world, accounts, { login, agency, roles, title, clearance }))

  signs(desk(world, accounts, lawyers, '370000').handler)
  add('shandong-mi-supervisor', agencyOf('MI-370000'), ['supervisor'], 2, titles.supervisor)
  const cityBureau = agencyOf('MI-370800')
  const city = {
    ...desk(world, accounts, lawyers, '370800'),
    /** Also the link to discipline inspection, hence the higher clearance. */
    secondHandler: add('jining-mi-handler2', cityBureau, ['handler', 'analyst'], 3, titles.handler),
    supervisor: add('jining-mi-supervisor', cityBureau, ['supervisor'], 2, titles.supervisor),
  }
  const desks = new Map(localRegions.map((region) => [region.code, desk(world, accounts, lawyers, region.code)]))

  for (const { handler } of [city, ...desks.values()]) signs(handler)

  const officers = new Map<string, Officer>()
  const everyStep = ['handler', 'reviewer', 'approver'] as const
  for (const regionCode of ['370800', ...counties.map((county) => county.code)]) {
    for (const department of otherDepartments) {
      const agency = agencyOf(`${department}-${regionCode}`)
      const login = `${slugs[regionCode]}-${department.toLowerCase()}-officer`
      officers.set(agency.code, add(login, agency, everyStep, 2, `${departmentNames[department].short}联络员`))
    }
  }
  officers.set('DI-370800', add('jining-di-officer', agencyOf('DI-370800'), everyStep, 3, '纪检监察联络员'))
  officers.set('MR-370800', add('jining-mr-officer', agencyOf('MR-370800'), everyStep, 2, '市场监管联络员'))
  add('jining-fi-bills', agencyOf('FI-370800'), ['handler'], 2, '票据查验人员')
  const clerk = add('jining-operator', agencyOf('OP-370800'), ['handler'], 2, '医保经办人员')
  add('jining-operator-reviewer', agencyOf('OP-370800'), ['reviewer'], 2, '医保经办复核人员')
  const head = appoint(lawyers.world, lawyers.accounts, {
    ...{ login: 'jining-operator-approver', agency: agencyOf('OP-370800'), roles: ['approver'], title: '经办机构负责人', clearance: 2 },
  })
  /** What these hand back to the bureau is approved by another than whoever proposes it. */
  for (const regionCode of ['370800', ...counties.map((county) => county.code)]) {
    for (const department of ['PS', 'PR', 'CT'] as const) {
      const agency = agencyOf(`${department}-${regionCode}`)
      const login = `${slugs[regionCode]}-${department.toLowerCase()}-approver`
      const title = `${departmentNames[department].short}负责人`
      appoint(lawyers.world, lawyers.accounts, { login, agency, roles: ['approver'], title, clearance: 2 })
    }
  }
  /** A hearing is led by somebody who neither investigated, reviewed nor decides the case: each bureau has one apart. */
  for (const regionCode of ['370800', ...localRegions.map((region) => region.code)]) {
    const login = `${slugs[regionCode]}-mi-hearing`
    const agency = agencyOf(`MI-${regionCode}`)
    appoint(lawyers.world, lawyers.accounts, { login, agency, roles: ['reviewer'], title: '听证主持人员', clearance: 2 })
  }
  for (const role of ['systemAdmin', 'securityAdmin', 'auditAdmin'] as const) {
    add(role.replace('Admin', '-admin'), cityBureau, [role], 0, titles[role])
  }

  accounts.push(...lawyers.accounts)

  const officer = (department: Department, regionCode: string) => {
    const found = officers.get(`${department}-${regionCode}`)
    if (!found) throw new Error(`no officer of ${department} in ${regionCode}`)
    return found
  }
  return { city, desks, officer, operator: { clerk, head }, signatories: [...signatories.values()], accounts }
}

export type ListedInstitution = SeedInstitution & { id: string; officer: Doer; login: string | null }

/** An institution's compliance officer. Only those with a `login` can sign in. */
export function complianceOfficer(world: World, staff: Staff, institution: SeedInstitution & { id: string }, login: string | null): Doer {
  const joinedAt = new Date(world.now.getTime() - 300 * 86_400_000)
  const name = institution.complianceOfficerName
  const user = account(world, login ?? `jg-${institution.code.toLowerCase()}`, name, joinedAt)
  const postId = world.id(joinedAt)
  const regionNo = Number(institution.regionCode)
  world.add('post', {
    id: postId,
    userId: user.id,
    agencyId: null,
    institutionId: institution.id,
    title: titles.complianceOfficer,
    roles: ['complianceOfficer'],
    clearance: 1,
    validFrom: joinedAt,
    grantReason: '机构指定',
  })
  if (login) {
    const { regionCode, name: agency } = institution
    staff.accounts.push({ userId: user.id, login, name, department: null, agency, regionCode, roles: ['complianceOfficer'] })
  }
  return { id: user.id, name, postId, department: null, regionNo }
}
