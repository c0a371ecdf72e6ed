import { z } from 'zod'
import { civilDate, id, several, text, version } from '../kernel/form-fields'
import { ok, type Result, refuse } from '../kernel/result'
import type { Step } from '../kernel/workflow'
import { house } from '../law/law'
import { closingMeasures } from './closing'

export const bulletinStates = ['draft', 'issued', 'discarded'] as const
export type BulletinState = (typeof bulletinStates)[number]

export type KeptBulletin = { state: BulletinState; draftedById: string }
type BulletinRule = Step<KeptBulletin, 'ownedAgency'>

/** How a bulletin (通报) goes out. Once issued, it stays as it is. */
const steps = {
  issue: {
    from: ['draft'],
    to: 'issued',
    by: [{ role: 'approver', as: 'ownedAgency' }],
    notBy: ['draftedById'],
    basis: house('It goes to every institution of a campaign, and may name some: somebody beside its writer has read it.'),
  },
  discard: {
    from: ['draft'],
    to: 'discarded',
    by: [
      { role: 'handler', as: 'ownedAgency' },
      { role: 'approver', as: 'ownedAgency' },
    ],
    basis: house('A draft that says the wrong thing must not wait to be issued by mistake.'),
  },
} satisfies Record<string, BulletinRule>

export type BulletinStep = keyof typeof steps
export const bulletinSteps: Record<BulletinStep, BulletinRule> = steps
export const bulletinStepNames = Object.keys(steps) as BulletinStep[] // the keys of the table are its steps

/** Who writes bulletins, and who signs for them. */
export const bulletinGrants = {
  draft: [{ role: 'handler', as: 'ownedAgency' }],
  receive: [{ role: 'complianceOfficer', as: 'ownInstitution' }],
} as const

/** To whom a bulletin is addressed. */
export const bulletinAddressee = '各定点医药机构'

/** How many institutions a bulletin may name, and how many are put forward to choose from. */
export const mostNamed = 20

const digits = z.string().regex(/^\d{1,18}$/)
/** What a bulletin says, as it was drafted. Amounts and counts are digits, so that it can be kept as JSON. */
export const bulletinContent = z.strictObject({
  campaignName: z.string(),
  figures: z.array(z.strictObject({ measure: z.enum(closingMeasures), value: digits })).min(1),
  situation: z.string(),
  requirement: z.string(),
  named: z
    .array(z.strictObject({ institutionId: id, name: z.string(), findings: z.number().int(), fundLossFen: digits, reason: z.string() }))
    .max(mostNamed),
})
export type BulletinContent = z.infer<typeof bulletinContent>

/** `named`: a line for each institution that is named, its code and the reason with a comma between them. No line, nobody named. */
export const draftBulletinInput = z.strictObject({
  campaignId: id,
  on: civilDate,
  title: text(80).min(5, '请填写标题，至少 5 个字。'),
  measures: several(z.enum(closingMeasures)).pipe(z.array(z.enum(closingMeasures)).min(1)),
  situation: text(4000).default(''),
  requirement: text(4000).min(5, '请填写工作要求，至少 5 个字。'),
  named: text(8000)
    .default('')
    .transform((typed) =>
      typed
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter(Boolean),
    )
    .pipe(z.array(z.string()).max(mostNamed, `点名不超过 ${mostNamed} 家。`)),
})
export const takeBulletinStepInput = z.strictObject({ bulletinId: id, version })
export const receiveBulletinInput = z.strictObject({ bulletinId: id })

export type NamedLine = { code: string; reason: string }

/** `H37081100001，重复收费问题突出` as code and reason. Refuses `namedWithoutReason` with the lines that are not so, or whose code comes twice. */
export function namedLines(lines: readonly string[]): Result<NamedLine[]> {
  const read = lines.map((line) => {
    const [, code = '', reason = ''] = /^([A-Za-z0-9]+)[\s,，、:：]+(.{4,200})$/.exec(line) ?? []
    return { line, code: code.toUpperCase(), reason: reason.trim() }
  })
  const wrong = read.filter(({ code, reason }, place) => reason === '' || read.findIndex((one) => one.code === code) !== place)
  return wrong.length > 0
    ? refuse('namedWithoutReason', { lines: wrong.map(({ line }) => line) })
    : ok(read.map(({ code, reason }) => ({ code, reason })))
}
