import { z } from 'zod'
import { id, reason, version } from '../kernel/form-fields'
import type { Step } from '../kernel/workflow'
import { type ProposedVersion, versionSteps } from './model-version'

/** A list of rules goes the way of a model's version: proposed by one, settled by another. */
export const ruleListSteps: Record<keyof typeof versionSteps, Step<ProposedVersion, 'ownAgency' | 'supervised'>> = versionSteps

export const proposeRulesInput = z.strictObject({ fileId: z.uuid('请选择文件。'), reason })
export const decideRulesInput = z.strictObject({ listId: id, version })
export const refuseRulesInput = z.strictObject({ listId: id, version, reason })
