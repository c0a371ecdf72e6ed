import { Card } from '#components/ui/card'
import { type EditableList, type EditableValue, editableLists, editableValues, typedOf } from '#domain/campaign/plan-edit'
import { beijingMinute } from '#domain/kernel/civil-date'
import { planText } from '#messages/zh/campaign-plan'
import type { Review } from './review'

/** `stages[1].dueOn` → 工作安排 2 · 最后日期 */
function labelOf(path: string): string {
  if (Object.hasOwn(editableValues, path)) return planText.values[path as EditableValue] // checked just now
  const own = planText.ownValues[path]
  if (own) return own
  const [, list = '', index = '0', field] = /^(\w+)\[(\d+)\](?:\.(\w+))?$/.exec(path) ?? []
  const name = Object.hasOwn(editableLists, list) ? planText.lists[list as EditableList] : list // checked just now
  return `${name} ${Number(index) + 1}${field ? ` · ${planText.entryFields[field] ?? field}` : ''}`
}

const shown = (value: unknown) =>
  (typeof value === 'object' && value !== null && !Array.isArray(value) ? planText.entry : typedOf(value)) || planText.emptied

/** Every correction, newest first: what stood there, what stands there now, who and when. */
export function Corrections({ corrections }: { corrections: Review['corrections'] }) {
  return (
    <Card title={`${planText.correctionsTitle}（${corrections.length}）`}>
      {corrections.length === 0 && <p className="text-ink-2">{planText.noCorrections}</p>}
      <ul className="space-y-1">
        {corrections.toReversed().map(({ path, from, to, byName, at }) => (
          <li key={`${path}${at}`} className="break-words">
            {planText.correction(labelOf(path), shown(from), to === null ? planText.deleted : shown(to))}
            <span className="text-hint">{`　${byName}　${beijingMinute(new Date(at))}`}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
