import { passwordPolicy } from '#domain/identity/password-limits'
import { sessionPolicy } from '#domain/identity/session-policy'
import { throttlePolicy } from '#domain/identity/throttle-policy'
import type { Role } from '#domain/kernel/access'

/** Words of signing in and of a person's own account. */
export const roleNames = {
  handler: '经办',
  analyst: '数据分析',
  reviewer: '复核',
  approver: '审批',
  supervisor: '督办',
  complianceOfficer: '机构合规负责人',
  systemAdmin: '系统管理员',
  securityAdmin: '安全管理员',
  auditAdmin: '审计管理员',
} satisfies Record<Role, string>

export const loginText = {
  title: '登录',
  login: '登录名',
  password: '密码',
  code: '动态口令',
  codeHint: '打开手机上的身份验证器，输入当前显示的 6 位数字。',
  submit: '登录',
  submitting: '正在登录',
  singleSignOn: (name: string) => `用${name}登录`,
  or: '或者',
  notice: '本系统处理医保基金监管工作信息，操作全程留痕。请勿在公用电脑上保存密码。',
  errorTitle: '没有登录成功',
  errorTitleOfForm: '没有保存',
  errors: {
    wrong: '登录名或密码不对。请检查大小写和输入法后重试；忘记密码请联系本单位安全管理员。',
    tooMany: `尝试次数过多，请 ${throttlePolicy.windowMinutes} 分钟后再试。已登录的页面不受影响。`,
    codeNeeded: '密码正确。这个账户启用了动态口令，请输入口令完成登录。',
    codeWrong: '动态口令不对，或者已经用过一次。请等口令更新后再输入；若仍不对，请核对手机时间。',
    lapsed: '初始密码已过有效期，不能再用。请联系本单位安全管理员重新设置。',
    noPost: '这个账户目前没有有效的任职身份，不能进入系统。请联系本单位安全管理员。',
    ssoUnknown: '统一身份认证已通过，但本系统没有与之对应的启用账户。请联系本单位安全管理员。',
    other: '登录没有完成，请重试一次；仍然不行时请联系系统管理员。',
  },
} as const

export type LoginError = keyof typeof loginText.errors

export const isLoginError = (code: string | undefined): code is LoginError => code !== undefined && Object.hasOwn(loginText.errors, code)

export const accountText = {
  title: '账户与安全',
  due: {
    password: `密码已到期或需要首次修改（每 ${passwordPolicy.maxAgeDays} 天一次）。修改后即可继续工作。`,
    secondFactor: '本单位要求启用动态口令。启用后即可继续工作。',
  },
  saved: '已保存。',

  posts: '任职身份',
  postsLead: '同一时间只以一个身份办理，切换后页面按新身份的权限显示。',
  currentPost: '当前身份',
  actAs: '切换到这个身份',
  roles: '角色',
  roleList: (roles: readonly Role[]) => roles.map((role) => roleNames[role]).join('、'),

  password: '修改密码',
  passwordLead: `至少 ${passwordPolicy.minLength} 个字符，可以用很长的短语，可以粘贴。修改后其他设备上的登录全部失效。`,
  currentPassword: '当前密码',
  newPassword: '新密码',
  repeatPassword: '再输入一次新密码',
  changePassword: '修改密码',
  passwordChanged: '密码已修改，其他设备上的登录已失效。',

  secondFactor: '动态口令',
  secondFactorOn: (since: string) => `已启用（${since} 起）。`,
  secondFactorOff: '尚未启用。启用后登录时除密码外还要输入手机上的 6 位数字。',
  beginSecondFactor: '启用动态口令',
  replaceSecondFactor: '更换手机或重新启用',
  secretLead: '在手机的身份验证器里选择“手动输入密钥”，填入下面的密钥（按时间，6 位，30 秒）；也可以把链接交给电脑上的验证器打开。',
  secretKey: '密钥',
  secretLink: '链接',
  secretOnce: '密钥只显示这一次，请勿拍照或转发。',
  confirmCode: '验证器显示的 6 位数字',
  confirmSecondFactor: '完成启用',
  currentCode: '原动态口令',
  secondFactorDone: '动态口令已启用，其他设备上的登录已失效。',

  sessions: '我的登录',
  sessionsLead: `${sessionPolicy.idleMinutes} 分钟不操作或满 ${sessionPolicy.absoluteHours} 小时自动退出。`,
  sessionStarted: '登录时间',
  sessionSeen: '最近操作',
  sessionSource: '来源地址',
  sessionPost: '身份',
  sessionFactor: '登录方式',
  withFactor: '密码＋动态口令',
  withoutFactor: '密码',
  thisSession: '本次登录',
  endSession: '使其退出',
  endOthers: '退出其他全部登录',
  endedOthers: '其他登录已全部退出。',
} as const
