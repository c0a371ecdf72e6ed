/** Who stands in the audit trail where no person acted: what the clock itself brings about. Nobody can sign in as it. */
export const systemActor = { userId: '00000000-0000-7000-8000-000000000001', name: '系统自动', postId: null } as const
