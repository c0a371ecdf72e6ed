import type { AskedItem } from '#domain/screening/item-behind'

/** An item under which the institution can record a finding now. */
export type OpenItem = AskedItem & { filingId: string; section: string }
