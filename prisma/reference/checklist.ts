import { cardiologyItems } from './checklist/cardiology'
import { generalItems } from './checklist/general'
import { haemodialysisItems } from './checklist/haemodialysis'
import { imagingItems } from './checklist/imaging'
import type { ChecklistField, ChecklistItem } from './checklist/item'
import { laboratoryItems } from './checklist/laboratory'
import { orthopaedicsItems } from './checklist/orthopaedics'
import { rehabilitationItems } from './checklist/rehabilitation'

/** The problem list (问题清单) of the six fields and of all departments, in the order in which an institution answers it. */
export const checklistItems: readonly ChecklistItem[] = [
  ...generalItems,
  ...orthopaedicsItems,
  ...haemodialysisItems,
  ...cardiologyItems,
  ...imagingItems,
  ...laboratoryItems,
  ...rehabilitationItems,
]

export const checklistFieldNames = {
  general: '通用',
  orthopaedics: '骨科',
  haemodialysis: '血液净化',
  cardiology: '心血管内科',
  imaging: '医学影像',
  laboratory: '临床检验',
  rehabilitation: '康复理疗',
} satisfies Record<ChecklistField, string>
