import type { ClusterKind } from '#domain/lead/cluster'
import { subjectText } from './lead-subjects'

const kinds: Record<ClusterKind, string> = { ...subjectText.kinds, person: '参保人', institution: '机构', lead: '线索' }

export const clusterText = {
  title: '关联图',
  table: '关联明细',
  kinds,
  letters: {
    person: '人',
    lead: '线',
    institution: '院',
    doctorCode: '医',
    doctor: '医',
    staff: '员',
    legalRepresentative: '法',
    agent: '经',
    agentCode: '经',
    phone: '话',
    address: '址',
    account: '账',
    terminal: '端',
  } as const satisfies Record<ClusterKind, string>,
  node: (kind: ClusterKind, label: string, ties: number) => `${kinds[kind]} ${label}，关联 ${ties} 个`,
  ofHit: '同一条疑点中的人员和他们共用的电话、地址、医师、经办人、机构',
  ofLead: '与本条线索共用电话、账号、代码、地址等的其他线索',
  legend: '圆形为人员或线索，方形为其共用的对象；连线越粗，同时出现的次数越多。关联只说明共用，不是结论。',
  left: (left: readonly { kind: ClusterKind; count: number }[]) =>
    `图中最多显示 60 个，未显示：${left.map(({ kind, count }) => `${kinds[kind]} ${count} 个`).join('、')}。`,
  kind: '类别',
  label: '对象（脱敏）',
  ties: '关联数',
  with: '关联对象',
  open: '打开清单',
  noList: '尚无线索',
  andMore: (count: number) => `等 ${count} 个`,
} as const
