import type { CivilDate } from '#domain/kernel/civil-date'
import type { AnswerKind } from '#domain/self-inspection/answers'
import type { DrawPurpose } from '#domain/self-inspection/draw'
import type { CheckDisputeState, CheckedLineResult } from '#domain/self-inspection/on-site'
import type { SampleMethod } from '#domain/self-inspection/sample'
import type { SpotCheckResult } from '#domain/self-inspection/steps'
import type { FormSheet } from './form-sheet'
import { blankDate, by, civil, form, signatures, table, words, yuan } from './parts'

const answers = { noneFound: '无', found: '有', notApplicable: '不适用' } satisfies Record<AnswerKind, string>
const results = { agrees: '与自查一致', underDeclared: '少报', notRemedied: '整改不到位' } satisfies Record<CheckedLineResult, string>
const wholes = { pending: '待复查', agrees: '与自查一致', discrepancy: '不一致' } satisfies Record<SpotCheckResult, string>
const disputes = { open: '异议待处理', stands: '异议后维持', changed: '异议后变更' } satisfies Record<CheckDisputeState, string>
const purposes = {
  filingReview: '自查自纠抽查复查',
  remedyReview: '整改情况回头看',
  supervision: '督导随机抽查',
  batchPass: '批量通过后复查',
} satisfies Record<DrawPurpose, string>
const methods = { simpleRandom: '简单随机', stratifiedByRegion: '按地区分层', riskWeighted: '风险加权' } satisfies Record<
  SampleMethod,
  string
>

const named = (words: Readonly<Record<string, string>>, key: string) => words[key] ?? key
const purposeOf = ({ purpose, round }: { purpose: string; round: number }) => `${named(purposes, purpose)}（第${round}次）`

type Line = { result: CheckedLineResult; differenceFen: bigint | null; note: string; dispute: { state: CheckDisputeState } | null }
export type CheckToPrint = {
  draw: { number: string; purpose: string; agency: { name: string } } | null
  filing: { number: string; institutionName: string; institution: { code: string }; campaign: { name: string } }
  present: readonly { userName: string }[]
  result: SpotCheckResult
  discrepancyFen: bigint | null
  firstName: string | null
  firstSignedAt: Date | null
  secondName: string | null
  checkedAt: Date | null
  items: readonly { code: string; text: string; declaredFen: bigint; answer: { answer: AnswerKind } | null; line: Line | null }[]
}

const tallyOf = (items: CheckToPrint['items']) => {
  const count = (result: CheckedLineResult) => items.filter(({ line }) => line?.result === result).length
  const results = `与自查一致${count('agrees')}条，少报${count('underDeclared')}条，整改不到位${count('notRemedied')}条`
  return `共${items.length}条：${results}，未登记${items.filter(({ line }) => line === null).length}条`
}

/** 抽查复查记录表: by what it was drawn, what the institution said, what two inspectors found, and where the two differ. */
export const recheckRecord = (check: CheckToPrint, printedOn: CivilDate): FormSheet => ({
  kind: 'recheckRecord',
  organ: check.draw?.agency.name ?? '医疗保障局',
  number: check.draw ? `${check.draw.number}／${check.filing.number}` : check.filing.number,
  about: check.filing.institutionName,
  datedOn: printedOn,
  mark: check.checkedAt === null ? '复查未结束　尚未签认' : '',
  parts: [
    form(
      [
        ['机构名称', check.filing.institutionName],
        ['机构编码', check.filing.institution.code],
      ],
      [['专项', check.filing.campaign.name]],
      [
        ['抽样依据', check.draw ? `${named(purposes, check.draw.purpose)}，${check.draw.number}` : ''],
        ['检查人员', check.present.map(({ userName }) => userName).join('、')],
      ],
      [
        ['复查结论', wholes[check.result]],
        ['差异金额（元）', check.checkedAt === null ? '' : yuan(check.discrepancyFen ?? 0n)],
      ],
      [['复查条目', tallyOf(check.items)]],
    ),
    signatures(
      `检查人员一（签名）：${by(check.firstName, check.firstSignedAt)}`,
      `检查人员二（签名）：${by(check.secondName, check.checkedAt)}`,
      `被检查机构（签章）：　　　　　　　　　　${blankDate}`,
    ),
  ],
  annexes: [
    {
      title: '逐条复查明细表',
      parts: [
        table(
          {
            条号: 2.6,
            问题: 8,
            自查结论: [3, 'center'],
            '自查基金额（元）': [4, 'right'],
            复查结论: [4, 'center'],
            '差异（元）': [4, 'right'],
            核查情况: 7,
          },
          check.items.map(({ code, text, answer, declaredFen, line }) => [
            ...[code, text, answer ? answers[answer.answer] : '未填', yuan(declaredFen)],
            line ? `${results[line.result]}${line.dispute ? `（${disputes[line.dispute.state]}）` : ''}` : '',
            line?.differenceFen ? yuan(line.differenceFen) : '',
            line?.note ?? '',
          ]),
          '没有复查的条目。',
        ),
      ],
    },
  ],
})

type Drawn = {
  position: number
  institutionName: string
  filingNumber: string
  regionName: string
  result: SpotCheckResult
  inspectors: readonly { userName: string }[]
}
export type DrawToPrint = {
  number: string
  agency: { name: string }
  campaign: { name: string; number: string }
  purpose: string
  round: number
  reason: string
  method: string
  size: number
  population: number
  passedOver: number
  sourceName: string
  sourceOn: Date
  sourceValue: string | null
  announcedByName: string
  announcedAt: Date
  drawnByName: string | null
  drawnAt: Date | null
  checkedByName: string | null
  checkedAt: Date | null
  givenUpByName: string | null
  givenUpAt: Date | null
  givenUpReason: string | null
  populationHash: string
  weightsHash: string | null
  seed: string | null
  items: readonly Drawn[]
}

/** 随机抽取记录: what was announced before, the number that decided, the list that came of it and who was sent. */
export const drawRecord = (draw: DrawToPrint, printedOn: CivilDate): FormSheet => ({
  kind: 'drawRecord',
  organ: draw.agency.name,
  number: draw.number,
  about: draw.campaign.name,
  datedOn: printedOn,
  mark: draw.drawnAt === null ? '尚未抽取' : '',
  parts: [
    form(
      [['专项', `${draw.campaign.name}（${draw.campaign.number}）`]],
      [
        ['用途', purposeOf(draw)],
        ['组织单位', draw.agency.name],
      ],
      ...(draw.reason === '' ? [] : [[['再次抽取的原因', draw.reason] as const]]),
      [
        ['对象库', `已报送的填报${draw.population}份`],
        ['抽取数量', `${draw.size}家${draw.passedOver > 0 ? `（不在范围未列入${draw.passedOver}家）` : ''}`],
      ],
      [
        ['抽取方法', named(methods, draw.method)],
        ['公告', by(draw.announcedByName, draw.announcedAt)],
      ],
      [['号码来源', `${draw.sourceName}，${civil(draw.sourceOn.toISOString().slice(0, 10))}公布`]],
      [
        ['公布的号码', draw.sourceValue],
        ['抽取', by(draw.drawnByName, draw.drawnAt)],
      ],
      [['号码核对', by(draw.checkedByName, draw.checkedAt)]],
      ...(draw.givenUpAt ? [[['放弃抽取', `${by(draw.givenUpByName, draw.givenUpAt)}　${draw.givenUpReason ?? ''}`] as const]] : []),
      [['抽取种子', draw.seed]],
      [['总体指纹', draw.populationHash]],
      ...(draw.weightsHash === null ? [] : [[['权重指纹', draw.weightsHash] as const]]),
    ),
    table(
      { 序号: [2, 'center'], 机构名称: 7, 填报编号: 6, 地区: 3, 检查人员: 4, 复查结果: [3, 'center'] },
      draw.items.map((one) => [
        ...[`${one.position}`, one.institutionName, one.filingNumber, one.regionName || '—'],
        ...[one.inspectors.map(({ userName }) => userName).join('、') || '未安排', wholes[one.result]],
      ]),
      '尚未抽取，没有名单。',
      '抽中名单',
    ),
    words('', '对机构应当回避的人员不得安排为检查人员；名单可由上列种子和总体重新抽取核对。'),
    signatures('抽取人（签名）：', '核对人（签名）：', '监督人（签名）：', `${draw.agency.name}（印章）　　　　　　　　　　${blankDate}`),
  ],
})
