import { spotCheckText } from '#messages/zh/spot-check'

type Spread = { least: number; middle: number; most: number; total: number }

/** How the weights of a draw are spread, and what they are made of. Nobody's own. */
export function SpreadLine({ spread: { least, middle, most, total } }: { spread: Spread }) {
  return (
    <div className="mt-2 max-w-4xl">
      <p>
        <span className="font-semibold">{spotCheckText.spread}</span> {spotCheckText.spreadOf(least, middle, most, total)}
      </p>
      <p className="text-hint">{spotCheckText.weightRule}</p>
    </div>
  )
}
