/** Words of papers that are drafted or issued many at once. */
export const batchText = {
  allPapers: '全部文书',
  toSign: '待签发',
  kind: '文种',
  issueChosen: '成批签发',
  draftChosen: '成批起草文书',
  title: { draft: '成批起草', issue: '成批签发' },
  back: { draft: '案件', issue: '待签发文书' },
  standing: (act: 'draft' | 'issue', { of, done, failed, waiting }: { of: number; done: number; failed: number; waiting: number }) =>
    [
      `共 ${of} 份`,
      done > 0 ? `已${act === 'draft' ? '起草' : '签发'} ${done} 份` : '',
      failed > 0 ? `未能办理 ${failed} 份` : '',
      waiting > 0 ? `待办理 ${waiting} 份` : '',
    ]
      .filter(Boolean)
      .join('，'),
  papers: '文书',
  caseNumber: '案件',
  party: '当事人',
  state: '状态',
  states: { waiting: '待办理', done: '已办', failed: '未办' },
  said: '文号或原因',
  missing: (parts: readonly string[]) => `待填：${parts.join('、')}`,
  someBlank: (count: number) => `有 ${count} 份还有待填内容，签发时会留下不办。可以先打开填写，再另选签发。`,
  act: { draft: '共同填写的内容', issue: '签发' },
  begin: { draft: (count: number) => `起草 ${count} 份`, issue: (count: number) => `签发 ${count} 份` },
  hint: {
    draft: '写在这里的内容每份都一样，可以留空；其余内容取自各案件，起草后逐份补充。',
    issue: '逐份按单份签发的规则办理，各取文号。选定后改动过的、环节不符的不签发，列出原因。请先打开核看。',
  },
  over: { draft: '已办完。请逐份打开补充，由负责人签发。', issue: '已办完。未办的请按所列原因处理后另行签发。' },
  own: '我的成批办理',
  ownLead: '本人成批起草、签发的文书，一批一行；中断的可以接着办，未办的可以重新选出来再办。',
  none: '还没有成批办理过文书',
  noneNext: '在案件列表选中多件，成批起草；在“待签发”选中多份，成批签发。',
  newest: (shown: number) => `只列最近 ${shown} 批。`,
  heads: { what: '办理', openedAt: '选定时间', state: '进度', total: '共', done: '已办', waiting: '待办', failed: '未办', next: '下一步' },
  batchStates: { open: '未开始', working: '办理中', stopped: '已停止', done: '已办完' },
  what: (act: 'draft' | 'issue', kind: string | null) => (act === 'draft' ? `成批起草${kind ?? ''}` : '成批签发'),
  goOn: (count: number) => `接着办理 ${count} 份`,
  retry: (count: number) => `重办未办的 ${count} 份`,
  stop: '停止',
  stopBody: {
    draft: '已起草的保留，其余不再起草；之后可以接着办理。',
    issue: '已签发的文书和文号有效，其余仍是草稿，不占文号；之后可以接着办理。',
  },
  working: {
    draft: {
      title: '正在起草',
      done: (done: number, total: number | null) => `已办理 ${done}${total === null ? '' : ` / ${total}`} 份`,
      meanwhile: '在后台逐份进行，可以离开本页。中断后会自动接着办理，不会重复。',
    },
    issue: {
      title: '正在签发',
      done: (done: number, total: number | null) => `已办理 ${done}${total === null ? '' : ` / ${total}`} 份`,
      meanwhile: '在后台逐份进行，可以离开本页。中断后会自动接着办理，文号不重不漏。',
    },
  },
} as const
