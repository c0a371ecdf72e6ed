import type { Column } from '#components/table-column'
import { deskText } from '#messages/zh/desk'

type DeskRow = { id: string; due: unknown; kindName: string; title: string; number: string; href: string }

export const deskColumns: readonly Column<DeskRow>[] = [
  { id: 'due', header: deskText.due, kind: 'due' },
  { id: 'kindName', header: deskText.kind },
  { id: 'title', header: deskText.matter, href: '{href}' },
  { id: 'number', header: deskText.number, kind: 'code', secondary: true },
]
