import { partText } from '#messages/zh/display-parts'
import { Hint } from './ui/hint'

/** A number that opens the rows it counts, and says what it counts and when it was taken. */
export function DrillNumber({
  value,
  unit,
  href,
  definition,
  asOf,
}: {
  value: number | string
  unit?: string
  href: string
  definition: string
  asOf: string
}) {
  return (
    <Hint
      href={href}
      text={
        <>
          <span className="block">
            {partText.definition}：{definition}
          </span>
          <span className="block">
            {partText.asOf}：{asOf}
          </span>
        </>
      }
    >
      <span className="tabular-nums">{typeof value === 'number' ? value.toLocaleString('zh-CN') : value}</span>
      {unit && <span className="ms-0.5 text-sm font-normal">{unit}</span>}
    </Hint>
  )
}
