import type { Filter } from '#components/filter-bar'
import { leadText } from '#messages/zh/lead'
import { queueText } from '#messages/zh/lead-queue'
import type { LeadFilter } from '#server/lead/lead-filter'
import type { LeadRow } from '#server/lead/list-leads'
import { leadTasks } from '#server/lead/waiting'

const options = (labels: Readonly<Record<string, string>>) => Object.entries(labels).map(([value, label]) => ({ value, label }))
const only = (name: string, label: string, value: string | undefined, shown: string): Filter[] =>
  value ? [{ kind: 'choice', name, label, options: [{ value, label: shown }] }] : []

type Choices = { regions: readonly { regionNo: number; name: string }[]; agencies: readonly { id: string; name: string }[] }

/** What the queue is mostly narrowed by. A region where there are several. */
export const leadFilters = ({ regions }: Choices): Filter[] => [
  { kind: 'text', name: 'q', label: queueText.search },
  { kind: 'choice', name: 'risk', label: leadText.risk, options: options(leadText.risks) },
  ...(regions.length > 1
    ? [
        {
          kind: 'choice' as const,
          name: 'region',
          label: queueText.region,
          options: regions.map(({ regionNo, name }) => ({ value: String(regionNo), label: name })),
        },
      ]
    : []),
  {
    kind: 'choice',
    name: 'todo',
    label: leadText.todo,
    options: leadTasks.map((value) => ({ value, label: leadText.tasks[value] })),
  },
]

/** What it is narrowed by now and then. What only a link asks for, such as one officer's leads, is shown where it is asked for. */
export const moreLeadFilters = ({ agencies }: Choices, asked: LeadFilter, [first]: readonly LeadRow[]): Filter[] => [
  { kind: 'range', name: 'due', label: queueText.dueRange, of: 'date' },
  { kind: 'range', name: 'amount', label: queueText.amountRange, of: 'number' },
  {
    kind: 'choice',
    name: 'repeat',
    label: queueText.repeat,
    options: [2, 3, 5, 10].map((count) => ({ value: String(count), label: queueText.repeatAtLeast(count) })),
  },
  { kind: 'text', name: 'model', label: queueText.model, placeholder: queueText.modelExample },
  { kind: 'choice', name: 'origin', label: leadText.origin, options: options(leadText.origins) },
  { kind: 'choice', name: 'source', label: leadText.source, options: options(leadText.sources) },
  { kind: 'choice', name: 'conclusion', label: leadText.conclusion, options: options(leadText.conclusions) },
  { kind: 'choice', name: 'open', label: queueText.openOnly, options: [{ value: '1', label: queueText.openYes }] },
  { kind: 'choice', name: 'fraud', label: leadText.awaitsCase, options: [{ value: '1', label: leadText.awaitsCaseYes }] },
  { kind: 'choice', name: 'mine', label: leadText.mine, options: [{ value: '1', label: leadText.mineYes }] },
  ...(agencies.length > 1
    ? [
        {
          kind: 'choice' as const,
          name: 'agency',
          label: leadText.agency,
          options: agencies.map(({ id, name }) => ({ value: id, label: name })),
        },
      ]
    : []),
  ...(asked.batch ? [{ kind: 'text' as const, name: 'batch', label: leadText.batch }] : []),
  ...(asked.name ? [{ kind: 'text' as const, name: 'name', label: queueText.name }] : []),
  ...(asked.concludedFrom || asked.concludedTo
    ? [{ kind: 'range' as const, name: 'concluded', label: queueText.concludedRange, of: 'date' as const }]
    : []),
  ...only('person', queueText.person, asked.person, queueText.chosenPerson),
  ...only('samePersonAs', queueText.person, asked.samePersonAs, queueText.chosenPerson),
  ...only('own', queueText.own, asked.own, queueText.ownOnly),
  ...only('subject', queueText.subject, asked.subject, queueText.chosenSubject),
  ...only('institution', queueText.institution, asked.institution, first?.institutionName ?? queueText.chosenInstitution),
  ...only('handler', queueText.handler, asked.handler, first?.handlerName ?? queueText.chosenHandler),
  ...only('overdue', queueText.overdue, asked.overdue, asked.overdue ?? ''),
]
