import { type SheetKind, sheetKinds } from '#domain/document/sheet-kinds'
import { sheetText } from '#messages/zh/sheets'
import { buttonLook } from './ui/button'
import { Card } from './ui/card'

const addressOf = (kind: SheetKind, id: string) => `/documents/sheets/${kind}/${id}`

/** A button that opens a form of this row, ready to print. */
export const SheetButton = ({ kind, id }: { kind: SheetKind; id: string }) => (
  <a href={addressOf(kind, id)} target="_blank" rel="noreferrer" className={buttonLook({})}>
    {sheetText.print(sheetKinds[kind].name)}
  </a>
)

/** The forms of this row. */
export const SheetCard = ({ kinds, id }: { kinds: readonly SheetKind[]; id: string }) => (
  <Card title={sheetText.title}>
    <ul className="space-y-1">
      {kinds.map((kind) => (
        <li key={kind}>
          <a href={addressOf(kind, id)} target="_blank" rel="noreferrer" className="link">
            {sheetKinds[kind].name}
          </a>
        </li>
      ))}
    </ul>
    <p className="text-hint mt-2">{sheetText.hint}</p>
  </Card>
)
