import type { WordingFault, WordingStanding, WordingStep } from '#domain/document/wording'
import type { Refusal } from '#domain/kernel/result'

type Detail = NonNullable<Refusal['detail']>
const faults: Record<WordingFault, (names: string) => string> = {
  unknownField: (names) => `用了这份文书没有的内容项或者不能用的符号：${names}。只能使用列出的内容项，写作 {名称}。`,
  fieldMissing: (names) => `必须保留的内容项没有了：${names.replace(/[^、]+/g, '{$&}')}。`,
  articleUnknown: (names) => `引用的条款不在已收录的法规条款中：${names}。条款须写在《法规全称》之后。`,
  articleMissing: (names) => `必须引用的条款没有了：${names}。`,
  wordsMissing: (names) => `法律要求写明的内容没有了：${names}。`,
}

/** Why words cannot stand in a paper. */
export const wordingRefusals = {
  wordingUnfit: ({ clause, fault, names }: Detail) => `“${String(clause)}”${faults[String(fault) as WordingFault](String(names))}`,
  nothingReworded: () => '各段都与统一用语一致，没有改动，不需要提交。',
}

export const wordingActions = {
  proposeWording: '拟订文书用语',
  approveWording: '启用文书用语',
  refuseWording: '不同意文书用语',
  endWording: '停用文书用语',
} as const

/** Words of the words of papers (文书用语). */
export const wordingText = {
  title: '文书用语',
  lead: '文书的固定段落可以由省、市医保局拟订本地用语。一人拟订、另一人同意，自施行日起用于本单位和下级的文书；每一版都是整份文书的用语：下级有自己的版本时，不再使用上级的版本；没有的用上级的，都没有的用统一用语。已经签发的文书不变。',
  empty: '还没有本地用语',
  emptyHint: '各文书都用统一用语。省、市医保局经办人员可以在下方选择文书，拟订新版本。',
  list: '用语版本',
  heads: { kind: '文种', seq: '版本', state: '状态', agency: '拟订单位', validFrom: '施行日期', note: '改动说明' },
  seq: (seq: number) => `第 ${seq} 版`,
  standings: {
    ...{ review: '待复核', inForce: '现行', coming: '将施行', replaced: '已被取代', refused: '未同意', ended: '已停用' },
  } satisfies Record<WordingStanding, string>,
  cut: '只列出最近的 200 个版本。',
  endBody: (of: string) => `停用后，本单位和下级新起草的文书改用${of}。`,
  steps: { approve: '同意启用', refuse: '不同意', end: '停用' } satisfies Record<WordingStep, string>,
  approveBody: '同意后自施行日起，本单位和下级新起草的文书使用这一版。请先查看 PDF 样张和改动。',
  why: '理由',
  propose: '拟订新版本',
  choose: '选择要改写的文书',
  proposeTitle: (kind: string) => `拟订《${kind}》用语`,
  from: (of: string) => `以下是现行用语（${of}），在此基础上改写。不改的段落保持原样。`,
  house: '统一用语',
  houseHint: '与统一用语不同的段落才会成为本地用语。',
  fieldsOf: (required: readonly string[], optional: readonly string[]) => [
    required.length > 0 ? `必须保留 ${required.map((name) => `{${name}}`).join('、')}` : '',
    optional.length > 0 ? `可以使用 ${optional.map((name) => `{${name}}`).join('、')}` : '',
  ],
  mustCite: (cites: readonly string[]) => `必须引用 ${cites.join('、')}`,
  mustSay: (says: readonly string[]) => `必须写明 ${says.map((one) => `“${one}”`).join('')}`,
  validFrom: '施行日期',
  note: '改动说明',
  noteHint: '改了什么、为什么改，供复核的人判断。',
  submit: '提交复核',
  proposedBy: '拟订',
  decidedBy: '复核',
  redline: (against: string) => `与${against}对照`,
  unchanged: '（未改动）',
  preview: 'PDF 样张',
  previewOf: '查看样张（示例数据）',
  realHint: '也可以用一件真实案件的数据查看。',
  caseNumber: '案号',
  previewReal: '用该案查看',
  made: (agency: string, seq: number) => `用语版本：${agency}第 ${seq} 版`,
  madeOfHouse: '用语版本：统一用语',
  back: '文书用语',
} as const
