'use client'

import { CommandForm } from '#components/command-form'
import { Card } from '#components/ui/card'
import { Input, Select } from '#components/ui/input'
import type { Department } from '#domain/department/department'
import { departmentOptions, meetingText } from '#messages/zh/campaign'
import { setGroup } from '../../actions'

type Member = { name: string; title: string; role: string; agencyName: string; department: Department | null }

const spareRows = 4

/** The leading group as one list; lines without a name are left out. */
export function GroupForm({ campaignId, version, members }: { campaignId: string; version: number; members: readonly Member[] }) {
  const rows: (Member | null)[] = [...members, ...Array.from({ length: spareRows }, () => null)]
  return (
    <Card title={meetingText.setGroup} className="border-brand">
      <CommandForm action={setGroup} submitLabel={meetingText.saveGroup} version={version} fields={{ campaignId }}>
        <p className="text-hint">{meetingText.groupHint}</p>
        <div className="space-y-2">
          {rows.map((member, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows keep their places
            <MemberRow key={place} place={place} member={member} />
          ))}
        </div>
      </CommandForm>
    </Card>
  )
}

function MemberRow({ place, member }: { place: number; member: Member | null }) {
  const of = meetingText.memberOf(place + 1)
  const name = (field: string) => `member.${place}.${field}`
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Select
        name={name('role')}
        aria-label={`${of}${meetingText.role}`}
        options={meetingText.roles.map((role) => ({ value: role, label: role }))}
        defaultValue={member?.role ?? meetingText.roles.at(-1)}
        className="w-28"
      />
      <Input
        name={name('name')}
        aria-label={`${of}${meetingText.memberName}`}
        placeholder={meetingText.memberName}
        defaultValue={member?.name}
        className="w-32"
      />
      <Input
        name={name('agencyName')}
        aria-label={`${of}${meetingText.memberAgency}`}
        placeholder={meetingText.memberAgency}
        defaultValue={member?.agencyName}
        className="w-56"
      />
      <Input
        name={name('title')}
        aria-label={`${of}${meetingText.memberTitle}`}
        placeholder={meetingText.memberTitle}
        defaultValue={member?.title}
        className="w-40"
      />
      <Select
        name={name('department')}
        aria-label={`${of}${meetingText.memberDepartment}`}
        options={departmentOptions}
        blank={meetingText.memberDepartment}
        defaultValue={member?.department ?? ''}
        className="w-44"
      />
    </div>
  )
}
