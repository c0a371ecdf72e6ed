import 'server-only'
import type { MetricId } from '#domain/summary/metrics'
import type { RowSource } from './row-source'
import { caseSources } from './sources/cases'
import { filingSources } from './sources/filings'
import { leadSources } from './sources/leads'
import { referralSources } from './sources/referrals'

/** The one source of rows of each metric: its number, its parts and its drill are readings of it. */
export const rowSources: Record<MetricId, RowSource> = { ...filingSources, ...leadSources, ...caseSources, ...referralSources }
