/** What is said where the unit's unsigned commitment holds cases and referrals back. */
export const commitmentText = {
  title: '请先签署保密承诺',
  why: '本单位尚未签署下列专项的保密承诺。签署之前，案件和移送的内容不显示；签署之后立即可以查看和办理。',
  where: '请打开专项总览页，阅读承诺后勾选并签署。',
  askColleague: '您的当前身份不能代表本单位签署，请联系本单位的经办人或审批人到专项总览页签署。',
  held: (cases: number, referrals: number) =>
    [cases > 0 ? `案件 ${cases} 件` : '', referrals > 0 ? `移送 ${referrals} 件` : ''].filter(Boolean).join('、'),
  sign: (campaign: string) => `去签署：${campaign}`,
  waitingTitle: '已移送至本单位、等待办理',
  waiting: (number: string, kind: string, sender: string, deliveredAt: string) => `${number}　${kind}　${sender} 于 ${deliveredAt} 移送`,
  signForIt: '移送后应在 24 小时内签收',
} as const
