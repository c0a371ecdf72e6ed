import { z } from 'zod'
import { basis, citation } from '#domain/law/law'
import { civilDate, documentNumber, officers, optionalText, text } from '../fields'
import { listTable } from '../render/table'
import { body, emptyLine, flush, paragraph, right, sizes, title } from '../render/text'
import { template } from '../template'
import { chineseDate } from '../wording'

const item = z.strictObject({
  name: text,
  /** 规格、型号、特征. */
  features: optionalText,
  quantity: text,
  /** Where it was found or who handed it over, and where it is kept. */
  source: text,
  keptAt: text,
})

const input = z.strictObject({
  organ: text,
  cause: text,
  caseNumber: text,
  transferNumber: documentNumber.nullable(),
  /** May be empty: the list then says that there are none. */
  items: z.array(item).max(500),
  officers,
  datedOn: civilDate,
})
export type ItemList = z.input<typeof input>

/** 涉案物品清单, goes along with a transfer to the police. A case without exhibits says so. */
export const itemList = template(input, (list) => ({
  title: `涉案物品清单：${list.cause}`,
  organ: list.organ,
  datedOn: list.datedOn,
  sheets: [
    {
      blocks: [
        ...title(['涉案物品清单']),
        right(`案件编号：${list.caseNumber}`, { size: sizes.xiaosi }),
        flush(`案由：${list.cause}${list.transferNumber ? `（${list.transferNumber}）` : ''}`),
        ...(list.items.length === 0
          ? body('本案无随案移送的涉案物品。')
          : [
              listTable(
                [
                  { title: '序号', share: 1, align: 'center' },
                  { title: '物品名称', share: 3 },
                  { title: '规格、特征', share: 3 },
                  { title: '数量', share: 2, align: 'center' },
                  { title: '来源', share: 3 },
                  { title: '保管地点', share: 3 },
                ],
                list.items.map(({ name, features, quantity, source, keptAt }, index) => [
                  `${index + 1}`,
                  name,
                  features || '—',
                  quantity,
                  source,
                  keptAt,
                ]),
              ),
            ]),
        emptyLine(),
        flush(`承办人：${list.officers.map(({ name, certificateNumber }) => `${name}（${certificateNumber}）`).join('、')}`),
        right(list.organ),
        right(chineseDate(list.datedOn)),
        paragraph(`办理依据：${citation(basis('crimeTransferRules', '第六条、第十二条'))}`, {}, { size: sizes.wuhao }),
      ],
    },
  ],
}))
