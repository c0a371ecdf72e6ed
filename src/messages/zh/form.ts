/** Words of every form and every step button. */
export const formText = {
  optional: '（选填）',
  problems: '这一步没有完成',
  checkField: (label: string) => `请检查“${label}”`,
  checkThis: '请检查此栏',
  working: '正在提交…',
  fault: '没有收到系统的答复，这一步可能没有完成。您填写的内容还在，请稍后重试；重试不会重复办理。',
  unsaid: '没有办成，原因没能载入。请刷新页面后再试；您填写的内容还在。',
  outdated: '系统已更新，这一步没有提交。载入新版后，您填写的内容会自动恢复，再提交一次即可。',
  reload: '载入新版并恢复填写',
  notSignedInNext: '在新窗口登录后，回到本页再次提交即可。',
  signIn: '重新登录',

  draftFound: (at: string) => `本机有 ${at} 自动保存的草稿，与当前内容不同。`,
  draftRestore: '恢复草稿',
  draftDiscard: '丢弃草稿',
  draftSaved: (at: string) => `草稿已自动保存在本机 ${at}`,

  conflictTitle: '同一事项的两个版本',
  conflictBy: (by: string, at: string) => `${by} 于 ${at} 更新`,
  conflictField: '栏目',
  conflictMine: '您填写的',
  conflictTheirs: '现在的内容',
  conflictKeepMine: '保留我的填写，再次提交',
  conflictTakeTheirs: '采用现在的内容',
  conflictReload: '刷新查看最新内容',
  submitOnNewest: '已看过页面上的最新内容，再次提交',

  basis: '依据',
  confirm: (label: string) => `确认${label}`,
  cancel: '取消',
  close: '关闭',
  reason: '理由',
  reasonHint: '将记入办理留痕。',

  file: {
    choose: '选择文件',
    chosen: (name: string, size: string) => `${name}（${size}）`,
    tooLarge: (name: string, limit: string) => `“${name}”超过单个文件上限 ${limit}，请压缩或拆分后再选。`,
    uploading: (percent: number) => `正在上传 ${Math.round(percent)}%`,
  },
} as const
