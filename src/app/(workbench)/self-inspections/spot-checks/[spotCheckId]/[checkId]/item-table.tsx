import Link from 'next/link'
import { CommandForm } from '#components/command-form'
import { Money } from '#components/money'
import { StatusTag } from '#components/status-tag'
import { Card } from '#components/ui/card'
import { Checkbox } from '#components/ui/choice'
import { Disclosure } from '#components/ui/disclosure'
import { ScrollRegion } from '#components/ui/scroll-region'
import { onSiteText } from '#messages/zh/on-site'
import { itemText } from '#messages/zh/self-inspection'
import type { OnSiteCheck, OnSiteItem } from '#server/self-inspection/on-site-queries'
import { restAgrees } from '../actions'

const kinds = { agrees: 'done', underDeclared: 'returned', notRemedied: 'returned' } as const

/** What the institution answered to an item. */
export const answerOf = ({ answer }: OnSiteItem): string => (answer ? itemText.answers[answer.answer] : onSiteText.notAnswered)

type Props = { check: OnSiteCheck; path: string; open?: string }

/** First the items under which the institution found something; the others are folded away, and can be agreed to together. */
export function ItemTable({ check, path, open }: Props) {
  const found = check.items.filter(({ findings, line }) => findings.length > 0 || (line && line.result !== 'agrees'))
  const others = check.items.filter((item) => !found.includes(item))
  const recorded = check.items.filter(({ line }) => line !== null).length
  return (
    <>
      <Card title={onSiteText.itemsWithFindings} actions={onSiteText.progress(recorded, check.items.length)} flush>
        {found.length === 0 ? (
          <p className="text-ink-2 px-4 py-3">{onSiteText.declaredNone}</p>
        ) : (
          <Table {...{ check, path, open }} items={found} />
        )}
      </Card>
      {check.may.record && check.missing > 0 && found.every(({ line }) => line !== null) && (
        <Card title={onSiteText.rest}>
          <CommandForm action={restAgrees} submitLabel={onSiteText.rest} fields={{ checkId: check.id }} scope="rest">
            <Checkbox name="attested" value="on" label={onSiteText.restAttest(check.missing)} required />
          </CommandForm>
        </Card>
      )}
      {others.length > 0 && (
        <Disclosure summary={onSiteText.otherItems(others.length)} open={others.some(({ id }) => id === open)}>
          <Card flush>
            <Table {...{ check, path, open }} items={others} />
          </Card>
        </Disclosure>
      )}
    </>
  )
}

function Table({ check, path, items, open }: Props & { items: readonly OnSiteItem[] }) {
  const head = 'bg-header-row px-3 py-1.5 font-semibold whitespace-nowrap text-start'
  return (
    <ScrollRegion label={onSiteText.item} className="overflow-x-auto">
      <table className="w-full">
        <caption className="sr-only">{onSiteText.item}</caption>
        <thead>
          <tr>
            {[onSiteText.item, onSiteText.declared, onSiteText.result, onSiteText.note].map((heading) => (
              <th key={heading} scope="col" className={head}>
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <Row
              key={item.id}
              item={item}
              mayRecord={check.may.record}
              href={`${path}?item=${item.id}#line-form`}
              current={item.id === open}
            />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

function Row({ item, href, mayRecord, current }: { item: OnSiteItem; href: string; mayRecord: boolean; current: boolean }) {
  const { line } = item
  return (
    <tr className={`border-divider border-b align-top last:border-b-0 ${current ? 'bg-brand-soft' : ''}`}>
      <th scope="row" className="min-w-60 px-3 py-1.5 text-start font-normal">
        <span className="font-mono">{item.code}</span> {item.text}
      </th>
      <td className="px-3 py-1.5">
        {answerOf(item)}
        {item.findings.length > 0 && (
          <p>
            <Money amountFen={item.declaredFen} />
          </p>
        )}
      </td>
      <td className="px-3 py-1.5">
        {line ? (
          <StatusTag kind={kinds[line.result]} label={onSiteText.results[line.result]} />
        ) : (
          <StatusTag kind="waiting" label={onSiteText.resultOpen} />
        )}
        {line?.differenceFen && (
          <p className="text-danger">
            {onSiteText.difference} <Money amountFen={line.differenceFen} />
          </p>
        )}
        {mayRecord && (
          <p>
            <Link href={href} prefetch={false} className="link" aria-label={`${onSiteText.recordOf(item.code)}`}>
              {line ? onSiteText.change : onSiteText.record}
            </Link>
          </p>
        )}
      </td>
      <td className="min-w-40 px-3 py-1.5">
        {line?.note || '—'}
        {line && <Files files={line.evidence} />}
      </td>
    </tr>
  )
}

export function Files({ files }: { files: readonly { id: string; title: string; file: { id: string } | null }[] }) {
  if (files.length === 0) return null
  return (
    <ul aria-label={onSiteText.evidenceOf}>
      {files.map(({ id, title, file }) => (
        <li key={id}>
          {file ? (
            <a href={`/api/files/${file.id}`} className="link" download>
              {title}
            </a>
          ) : (
            title
          )}
        </li>
      ))}
    </ul>
  )
}
