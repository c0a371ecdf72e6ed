import 'server-only'
import { beijingDay } from '#domain/kernel/civil-date'
import { documentInDelivery, type KnownDocument } from '#domain/person/identity-number'
import { blindIndex } from '#platform/field-cipher'
import { currentTime } from '../clock/now'

/** The document that a number of a delivery is, as of today. */
export const documentOf = (certno: string | undefined): KnownDocument | null =>
  certno === undefined ? null : documentInDelivery(certno, beijingDay(currentTime()))

/** A person is found by what leads of lists are found by: the number of their document, else the number that they have within the insurance. */
export const personIndex = (document: KnownDocument | null, psnNo: string): string =>
  blindIndex({ table: 'lead', column: 'id_number' }, document?.idNumber ?? psnNo)
