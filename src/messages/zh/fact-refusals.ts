import type { Refusal, RefusalCode } from '#domain/kernel/result'

type Detail = NonNullable<Refusal['detail']>

const named = (detail: Detail, key: string, fallback: string) => String(detail[key] ?? fallback)

/** Why a fact, or what is proposed for it, cannot stand. */
export const factRefusals = {
  factsMissing: () => '案件还没有登记违法事实，请先在“事实”中登记至少一项。',
  dispositionMissing: (detail) =>
    `还有 ${named(detail, 'count', '')} 项事实没有拟定处理，请在“事实”中逐项拟定处罚，或者写明不予处罚的理由。`,
  lawNotInForce: (detail) =>
    `《${named(detail, 'law', '所选法规')}》在行为期间没有全程施行（${named(detail, 'from', '施行日')}起施行）。请按行为时的法规选择条款；跨施行日的，分成两项事实填写。`,
  lawChoiceMissing: () => '该行为跨越《实施细则》施行日，新旧规定都要比对。请选择适用旧规定还是新规定，并写明理由（从旧兼从轻）。',
  sameActUnfit: () => '只能与同一当事人的另一项事实认定为同一违法行为，已经认定的不必再次认定。请重新选择。',
  actFinedTwice: (detail) =>
    `与第 ${named(detail, 'seq', '')} 项事实是同一违法行为，那一项已经罚款，不得再次罚款（行政处罚法第二十九条）。罚款数额高的一项罚款，其余各项请选择“同一行为已罚款，不再罚款”。`,
  dearerUnfined: (detail) =>
    `第 ${named(detail, 'seq', '')} 项与第 ${named(detail, 'fined', '')} 项事实是同一违法行为，前者依法可处的罚款更高，应当对它罚款（行政处罚法第二十九条）。请先把第 ${named(detail, 'fined', '')} 项改为“同一行为已罚款，不再罚款”，再对第 ${named(detail, 'seq', '')} 项拟定罚款。`,
  actUnfined: () => '有事实因同一违法行为已罚款而不再罚款，但该行为的其他事实没有罚款。请重新拟定裁量。',
  provisionMissing: () => '这项事实登记时没有指明适用哪一项条款。请先更正适用条款，再拟定裁量。',
  provisionOfOther: () => '所选条款不适用于这名当事人：针对机构的条款不能用于个人，针对个人的条款不能用于机构。请改选条款或当事人。',
  liabilityMissing: () => '所选条款只列举行为，处罚适用条例的其他条款。请在“责任条款”中选择据以处罚的一项；其他条款不要填这一栏。',
  fraudAmountMissing: () => '该条款按骗取金额计算罚款。请填写“骗取金额”（大于 0，不超过违规费用）。',
  fraudAmountUnfit: () => '该条款不按骗取金额计算罚款。请清空“骗取金额”，或者改选适用条款。',
  refundTooLarge: () => '责令退回的金额不能超过该项事实造成的基金损失；超过二年的部分不作处罚决定，由经办机构按协议追回。',
  fineOutOfRange: (detail) =>
    `罚款倍数不在该条款的幅度内（${named(detail, 'range', '见条款')}倍）。低于下限的，须选择“减轻处罚”并写明理由。`,
  fixedFineOutOfRange: (detail) =>
    `该条款的罚款按固定数额：${named(detail, 'least', '')} 元至 ${named(detail, 'most', '')} 元。请填写“罚款数额”；低于下限的，须选择“减轻处罚”并写明理由。`,
  mitigatedOutOfRange: (detail) =>
    `减轻处罚是在法定下限以下处罚：应大于 0、低于下限（${detail.range ? `${named(detail, 'range', '')}倍的下限` : `${named(detail, 'least', '')} 元`}）。在幅度以内从轻的，请选择“从轻处罚”。`,
  benchmarkDeparture: (detail) =>
    `罚款倍数不在裁量基准“${named(detail, 'tier', '本阶次')}”的幅度内（${named(detail, 'range', '见基准')}倍）。请改正倍数，或者在“偏离基准的理由”中写明理由；偏离的须经法制审核。`,
  benchmarkLinesUnfit: () => '所选条款不是按倍数罚款的，不能按倍数设定裁量基准。请只选择按基金损失或骗取金额的倍数罚款的条款。',
  tiersBroken: (detail) =>
    `裁量阶次“${named(detail, 'tier', '')}”接不上：第一档从 0 元起，各档首尾相接、名称不重复，最后一档不设上限（金额止留空）。请改正。`,
  tierOutOfRange: (detail) =>
    `裁量阶次“${named(detail, 'tier', '')}”的倍数不在所选条款的法定幅度内（${named(detail, 'range', '见条款')}倍），或者最低倍数大于最高倍数。请改正。`,
  tierBesideAbove: (detail) =>
    `裁量阶次“${named(detail, 'tier', '')}”超出了上级裁量基准在同一金额上的幅度（“${named(detail, 'above', '')}”，${named(detail, 'range', '')}倍）。下级只能在上级的幅度内细化；跨上级两档的，请按上级的金额分档。`,
  suspensionOutOfRange: (detail) => `暂停的期限不在该条款的幅度内（${named(detail, 'range', '见条款')}个月）。`,
  lineWithoutFine: () => '该条款没有罚款（如条例第四十一条第一款，只责令改正、退回和暂停联网结算）。请清空罚款，写明处理理由。',
  stoppageNotBegun: (detail) => `决定责令暂停的 ${named(detail, 'count', '')} 项，经办机构还没有登记开始执行，不能登记履行完毕。`,
  stoppageRuns: (detail) => `暂停期限到 ${named(detail, 'day', '见法定时限')} 届满，届满前不能登记复核、恢复。`,
  stoppageOver: (detail) => `暂停期限已于 ${named(detail, 'day', '见法定时限')} 届满，不能再开始执行，请报行政部门负责人了结。`,
  monthsLeftMissing: () => '决定责令暂停的，写明变更后每一项暂停还剩几个月，不再暂停的填 0。',
  stoppageLonger: (detail) => `变更后的暂停月数不能多于变更前的 ${named(detail, 'months', '')} 个月。`,
  lineWithoutSuspension: () => '该条款没有暂停服务或者暂停联网结算。请清空“暂停月数”。',
  lossMissing: () => '条例第三十八条的罚款以造成基金损失为前提，这项事实的基金损失为 0，不能罚款。',
  orderMissing: () => '条例第三十九条的罚款以拒不改正为前提：须先下达责令改正，逾期未改正，才能罚款。',
  consequenceMissing: () => '条例第三十八条的暂停以拒不改正或者造成严重后果为前提。请写明拒不改正的情形或者严重后果。',
  intentMissing: () => '该条款以骗取基金为目的为前提，还没有写明如何认定。请先在事实中写明“骗取目的的认定”，不能认定的改选条例第三十八条。',
  insuredMissing: () => '暂停联网结算只适用于参保人员。这名当事人不是参保人员，请清空“暂停月数”。',
  headMissing: () => '条例第四十三条的从业禁止只适用于定点医药机构的法定代表人或者主要负责人。这名当事人不是，请清空“禁止从业月数”。',
  graveHarmMissing: () => '条例第四十三条的从业禁止以造成基金重大损失或者其他严重不良社会影响为前提。请写明是何种损失或者影响。',
  noPenaltyReasonMissing: () => '不罚款的事实要写明不予处罚的理由，请补充后再保存。',
  leniencyMissing: () =>
    '该条款规定应当罚款，前提也已具备。不罚的，须选择法定的从宽情形（如首违轻微不罚、已移送公安机关）并写明理由；否则请填写罚款。',
  leniencyUnfit: () => '所选的从宽情形不适用于这项事实：以骗取为目的的行为、已造成损失的“轻微”情形，或者又罚又免，都不符合规定。请改选。',
  leniencyGroundMissing: () => '选择了从宽情形的，要写明事实和理由，请补充后再保存。',
  notOnFirstMinorList: () =>
    '这项事实不在首违轻微不罚清单内（条款或者损失金额不符），不能按首违轻微不予处罚。请填写罚款，或者改选其他情形。',
  notFirstOffence: (detail) =>
    `当事人两年内已有处理决定（案件 ${named(detail, 'number', '见同一当事人的其他案件')}），不属于初次违法，不能按首违轻微不予处罚。`,
  earlierDecisionMissing: () => '选择“同一行为已罚款”的，要写明原处罚决定的文号和作出机关，请在“原处罚决定”中补充。',
  policeReferralMissing: () => '本案没有移送公安机关，或者已被退回、撤回，不能按“已移送公安机关”暂不罚款。请先办理移送，或者另行拟定处罚。',
  limitationOver: () =>
    '这项行为终了已超过二年才被发现，不再给予行政处罚。请选择“超过二年，不再处罚”，写明理由；基金损失由经办机构按协议追回。',
  limitedUnfit: (detail) =>
    `“超过二年的损失”与行为期间对不上：${named(detail, 'day', '发现之日二年')}以前的行为才超过追责时效，这一部分最多 ${named(detail, 'most', '0.00')} 元；全部行为都在此前的，应是全部损失。请改正或留空。`,
  holdUnapproved: () => '紧急措施应当在24小时内补办批准，现已超过。不能再补批，请作“不予批准”并退还。',
  holdLapsed: (detail) => `保存、封存的期限已于 ${named(detail, 'day', '法定时限')} 届满，措施自动解除，只能登记退还。`,
  holdOpen: (detail) => `还有 ${named(detail, 'count', '')} 项先行登记保存、封存没有处理，请先作出处理决定。`,
  dayInFuture: () => '日期不能晚于今天，请按实际日期填写。',
  orderStillRunning: (detail) => `责令改正的期限（${named(detail, 'day', '')}）还没有过，不能认定逾期未改正。请在期满后复查，再登记结果。`,
} satisfies Partial<Record<RefusalCode, (detail: Detail) => string>>
