import Link from 'next/link'
import { notFound } from 'next/navigation'
import { Card, PageHead } from '#components/ui/card'
import { localText as text } from '#messages/zh/local-models'
import { modelText } from '#messages/zh/screening-models'
import { documentation } from '#server/screening/model-queries'
import { requireActor } from '#server/session'
import { FactTable } from '../[code]/table'

export const metadata = { title: text.viewsTitle }

/** The tables and columns that a bureau's own models may use, with what they mean. */
export default async function ViewsPage() {
  const views = documentation(await requireActor())
  if (!views) notFound()
  return (
    <>
      <PageHead
        title={text.viewsTitle}
        lead={text.viewsLead}
        trail={
          <Link href="/screening/models" prefetch={false} className="link">
            {modelText.title}
          </Link>
        }
      />
      <div className="space-y-4">
        {views.map(({ name, title, row, columns, subjects }) => {
          const whom = Object.entries(text.subjects).flatMap(([kind, label]) => (subjects.includes(kind) ? [label] : []))
          return (
            <Card key={name} title={`${title} ${name}`}>
              <p className="mb-2">
                {text.rowIs(row)}。{text.byWhom}
                {whom.join('、')}。
              </p>
              <FactTable
                caption={title}
                heads={text.viewHeads}
                rows={columns.map(({ name: column, meaning, kind, from }) => ({
                  key: column,
                  cells: [
                    <span key="name" className="font-mono">
                      {column}
                    </span>,
                    meaning,
                    text.kinds[kind],
                    text.units[kind],
                    <span key="from" className="font-mono">
                      {from.split('|').join(text.or)}
                    </span>,
                  ],
                }))}
              />
            </Card>
          )
        })}
      </div>
    </>
  )
}
