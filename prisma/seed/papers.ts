import { documentKinds, type HouseDocumentKind } from '#domain/document/kinds'
import { formatDocumentNumber } from '#domain/document/numbering'
import { type NumberedAs, organCode } from '#domain/document/organ-code'
import { beijingDay } from '#domain/kernel/civil-date'
import { isHidden } from '#domain/kernel/secrecy'
import { regions } from '../reference/regions'
import type { Desk, Officer } from './staff'
import type { World } from './world'

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

export type Paper = { fileId: string; sha256: string }

type Wanted = {
  kind: HouseDocumentKind
  subject: { type: 'case' | 'referral'; id: string; title: string; secrecy: number }
  input: Record<string, unknown>
  /** `null` while a numbered paper is a draft. */
  number: string | null
  voided?: boolean
  officer: Officer
  at: Date
}

/** `任医保移〔2026〕4号`: the next number of the desk's register. */
export function documentNumber(world: World, desk: Desk, as: NumberedAs, at: Date, to: GivenTo, secrecy = 0): string {
  const region = regions.find(({ code }) => code === desk.agency.regionCode)
  if (!region) throw new Error(`no region ${desk.agency.regionCode}`)
  const code = organCode(region, desk.agency, as, secrecy)
  const year = Number(beijingDay(at).slice(0, 4))
  const serial = world.serial(code, at)
  const number = formatDocumentNumber({ code, year, serial })
  const { agencyId, approver } = desk
  world.add('document_number', {
    ...{ id: world.id(at), prefix: code, year, serial, number, ...to },
    ...{ agencyId, department: desk.agency.department, regionNo: region.regionNo, secrecy: isHidden(secrecy) ? secrecy : 0 },
    ...{ givenById: approver.id, givenByName: approver.name, givenAt: at },
  })
  return number
}
type GivenTo = { kind: HouseDocumentKind; subjectType: 'case' | 'referral'; subjectId: string }

/** Writes one of the house's own papers, with the input it is made of. */
export async function addPaper(world: World, { kind, subject, input, number, voided = false, officer, at }: Wanted): Promise<Paper> {
  const title = `${documentKinds[kind].name}：${subject.title}`
  const { sha256, sizeBytes } = await world.render(kind, input)
  const scope = { department: 'MI', regionNo: officer.regionNo, secrecy: subject.secrecy } as const
  const fileId = world.id(at)
  world.add('stored_file', {
    id: fileId,
    sha256,
    sizeBytes,
    mediaType: docx,
    displayName: `${title}.docx`,
    uploadedById: officer.id,
    uploadedAt: at,
    institutionId: null,
    ...scope,
  })
  world.add('official_document', {
    id: world.id(at),
    kind,
    title,
    number,
    state: voided ? 'voided' : documentKinds[kind].numbered && number === null ? 'draft' : 'issued',
    revision: number === null ? 1 : 2,
    subjectType: subject.type,
    subjectId: subject.id,
    agencyId: officer.agencyId,
    input: JSON.parse(JSON.stringify(input)),
    fileId,
    generatedById: officer.id,
    generatedAt: at,
    ...scope,
  })
  return { fileId, sha256 }
}
