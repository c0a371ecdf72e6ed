import { type Confidence, isVerified } from '../law/confidence'
import { type Basis, basis } from '../law/law'

/** Why days do not count (扣除期间). */
export const exclusionGrounds = ['testing', 'appraisal', 'hearing', 'publication', 'expertReview', 'suspension'] as const
export type ExclusionGround = (typeof exclusionGrounds)[number]

const ofOrder4 = { basis: basis('penaltyProcedure', '第四十五条'), confidence: 'V2' } as const
const grounds = {
  testing: { name: '检测、检验', ...ofOrder4 },
  appraisal: { name: '鉴定', ...ofOrder4 },
  hearing: { name: '听证', ...ofOrder4 },
  publication: { name: '公告', ...ofOrder4 },
  expertReview: { name: '专家评审', ...ofOrder4 },
  /** No text at hand says that these days do not count. */
  suspension: { name: '中止调查', basis: basis('penaltyProcedure', '中止调查条款'), confidence: 'M' },
} satisfies Record<ExclusionGround, { name: string; basis: Basis; confidence: Confidence }>

export const exclusionGround = (ground: ExclusionGround) => ({ ...grounds[ground], verified: isVerified(grounds[ground].confidence) })
