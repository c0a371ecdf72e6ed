/** The rows of a form whose fields are called `member.0.name`, in their order; rows without any of the `needed` fields are left out. */
function rowsOf(form: FormData, prefix: string, needed: string): Record<string, string>[] {
  const rows: Record<string, string>[] = []
  for (const [key, value] of form) {
    const [name, place, field] = key.split('.')
    if (name !== prefix || !place || !field || !/^\d{1,2}$/.test(place) || typeof value !== 'string') continue
    const row = rows[Number(place)] ?? {}
    row[field] = value
    rows[Number(place)] = row
  }
  return rows.filter((row) => row && (row[needed] ?? '').trim() !== '')
}

const text = (form: FormData, name: string) => form.get(name) ?? undefined

/** What the form on a meeting says, as the command takes it. */
export const meetingFields = (form: FormData) => ({
  campaignId: text(form, 'campaignId'),
  requestKey: text(form, 'requestKey'),
  title: text(form, 'title'),
  heldOn: text(form, 'heldOn'),
  agenda: text(form, 'agenda'),
  minutes: text(form, 'minutes'),
  ...saidAt(form),
})

/** What the form on the minutes of a meeting says, as the command takes it. */
export const minutesFields = (form: FormData) => ({
  requestKey: text(form, 'requestKey'),
  meetingId: text(form, 'meetingId'),
  version: text(form, 'version'),
  heldOn: text(form, 'heldOn'),
  minutes: text(form, 'minutes'),
  ...saidAt(form),
})

/** Who was there and what was decided. */
const saidAt = (form: FormData) => ({
  attendance: rowsOf(form, 'attendance', 'agencyId').map(({ agencyId, name, present }) => ({
    agencyId,
    name: name ?? '',
    present: present === 'on',
  })),
  decisions: rowsOf(form, 'decision', 'text'),
})

/** The leading group as the form lists it. */
export const membersOf = (form: FormData) => ({
  campaignId: text(form, 'campaignId'),
  requestKey: text(form, 'requestKey'),
  version: text(form, 'version'),
  members: rowsOf(form, 'member', 'name').map(({ department, ...member }) => ({ ...member, department: department || null })),
})
