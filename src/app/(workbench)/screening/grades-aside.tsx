'use client'

import { useState } from 'react'
import { Checkbox } from '#components/ui/choice'
import { type RiskLevel, riskLevels } from '#domain/lead/steps'
import { mostSetAside, type WaitingByGrade } from '#domain/screening/hit-fates'
import { backTestText } from '#messages/zh/back-test'
import { fateText as text } from '#messages/zh/hit-fates'

/** The grades to set aside, the slightest that waits chosen at first, and how many clues that would be: no other number is set aside. */
export function GradesAside({ waiting }: { waiting: WaitingByGrade }) {
  const slightest = [...riskLevels].reverse().find((grade) => waiting[grade] > 0)
  const [chosen, setChosen] = useState<readonly RiskLevel[]>(slightest ? [slightest] : [])
  const all = chosen.reduce((sum, grade) => sum + waiting[grade], 0)
  const toGo = Math.min(all, mostSetAside)
  return (
    <>
      <fieldset className="flex flex-wrap gap-4">
        <legend className="font-semibold">{text.grades}</legend>
        {riskLevels.map((grade) => (
          <Checkbox
            key={grade}
            name="grades"
            value={grade}
            label={text.gradeWaiting(backTestText.gradeNames[grade], waiting[grade])}
            checked={chosen.includes(grade)}
            disabled={waiting[grade] === 0}
            onChange={({ target }) => setChosen(target.checked ? [...chosen, grade] : chosen.filter((one) => one !== grade))}
          />
        ))}
      </fieldset>
      <input type="hidden" name="expected" value={toGo} />
      <p role="status" className="font-semibold">
        {text.wouldSetAside(toGo, all)}
      </p>
    </>
  )
}
