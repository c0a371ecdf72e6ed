import type { InstitutionKind } from '#domain/institution/kinds'
import { type DraftItem, extendItems } from '#domain/self-inspection/list/draft'
import { checklistId, checklistItemRows } from '../reference/rows'
import type { TableRows } from './rows'
import type { Staff } from './staff'
import type { World } from './world'

const everywhere: InstitutionKind[] = ['hospital', 'healthCentre']

const item = (code: string, text: string, more: Partial<DraftItem> = {}): DraftItem => ({
  ...{ code, text, fieldId: null, fieldName: '', violationType: '', basis: '', howToCheck: '', evidenceHint: '', modelIds: [] },
  ...{ kinds: [...everywhere], levels: [], verified: true, change: null },
  ...more,
})

const platformItems = (): DraftItem[] =>
  checklistItemRows().map((row) =>
    item(row.code, row.text, {
      ...{ fieldId: row.fieldId ?? null, violationType: row.violationType, basis: row.basis, howToCheck: row.howToCheck ?? '' },
      ...{ evidenceHint: row.evidenceHint ?? '', modelIds: [...(row.modelIds as string[])], kinds: [...(row.kinds as InstitutionKind[])] },
      verified: row.verified ?? true,
    }),
  )

/** What the city adds to the list of the platform: one item sharpened, evidence asked for at another, two of its own. */
function cityItems(): DraftItem[] {
  const [first, second] = platformItems()
  const own = [
    item('JN-01', '同一患者同日在两家关联机构重复收取同一检查费。', { violationType: '重复收费', evidenceHint: '检查预约与报告时间' }),
    item('JN-02', '互联网复诊处方由药店店员代为开具。', { violationType: '伪造变造资料', kinds: ['pharmacy'], levels: [] }),
  ]
  return extendItems(platformItems(), [
    ...(first ? [{ ...first, text: `${first.text}含以自费项目名义收取后又纳入结算的。` }] : []),
    ...(second ? [{ ...second, evidenceHint: `${second.evidenceHint}、近三个月抽查记录` }] : []),
    ...own,
  ])
}

/** A list of the city in force on top of the platform's, and one that waits to be issued, with a field nobody has yet. */
export function addLists(world: World, staff: Staff): void {
  const { handler, approver } = staff.city
  const importedAt = new Date(world.now.getTime() - 40 * 86_400_000)
  const issuedAt = new Date(world.now.getTime() - 38 * 86_400_000)
  const scope = { department: 'MI', agencyId: handler.agencyId, regionNo: 370800, rangeLo: 370800, rangeHi: 370899 } as const
  const add = (list: Partial<TableRows['checklist']> & { name: string }, items: readonly DraftItem[]) => {
    const id = world.id(importedAt)
    world.add('checklist', {
      ...{ id, ...scope, year: 2026, versionNo: 1, state: 'draft', source: '', baseId: null, previousId: null },
      ...{ importedById: handler.id, importedByName: handler.name, importedAt },
      ...{ issuedById: null, issuedByName: null, issuedAt: null, version: 1 },
      ...list,
    })
    items.forEach((one, place) => {
      world.add('checklist_item', { id: world.id(importedAt), checklistId: id, seq: place + 1, ...one })
    })
    return id
  }
  const extension = add(
    {
      ...{ name: '济宁市定点医药机构自查自纠扩展清单', baseId: checklistId, source: '在平台清单之上补充本市多发问题', version: 2 },
      ...{ state: 'issued', issuedById: approver.id, issuedByName: approver.name, issuedAt },
    },
    cityItems(),
  )
  world.audit({
    ...{ subjectType: 'checklist', subjectId: extension, at: issuedAt, doer: approver, action: 'checklist.issue' },
    change: { state: ['draft', 'issued'] },
  })
  add({ name: '麻醉与口腔领域自查自纠问题清单', source: '待核对' }, [
    item('MZ-01', '未实施麻醉监测而收取监测费。', { fieldName: '麻醉', violationType: '虚构医药服务项目' }),
    item('MZ-02', '按次收取的麻醉项目按小时累计收费。', { fieldName: '麻醉', violationType: '超标准收费' }),
    item('KQ-01', '以治疗项目名义结算种植牙费用。', { fieldName: '口腔', violationType: '串换项目' }),
  ])
}
