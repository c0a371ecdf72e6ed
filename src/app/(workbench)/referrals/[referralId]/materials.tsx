import { CommandForm } from '#components/command-form'
import { Card } from '#components/ui/card'
import { Field } from '#components/ui/field'
import { Input, Select } from '#components/ui/input'
import { ScrollRegion } from '#components/ui/scroll-region'
import { Tag } from '#components/ui/tag'
import { UploadField } from '#components/upload-field'
import { materialKinds } from '#domain/referral/materials'
import { referralText } from '#messages/zh/referral'
import type { ReferralView } from '#server/referral/queries'
import { addOneMaterial } from '../actions'

type Material = ReferralView['materials'][number]

/** What goes along: each with its pages, its hash and its file; what is still missing is said. */
export function Materials({ referral }: { referral: ReferralView }) {
  const { missing, supplements } = referral
  const completeness =
    missing.length === 0 ? (
      <Tag tone="success">{referralText.complete(referral.materials.length)}</Tag>
    ) : (
      <Tag tone="danger">{referralText.missing(missing.map((kind) => referralText.materialKinds[kind]).join('、'))}</Tag>
    )
  return (
    <Card title={referralText.materialList} actions={completeness}>
      <MaterialTable caption={referralText.materialList} materials={referral.materials} />
      {supplements.length > 0 && (
        <>
          <h3 className="mt-4 mb-1 font-semibold">{referralText.supplements}</h3>
          <MaterialTable caption={referralText.supplements} materials={supplements} />
        </>
      )}
      {referral.records.includes('addMaterial') && <AddMaterial referral={referral} />}
    </Card>
  )
}

const head = 'text-ink-2 border-divider border-b px-2 py-1 text-start font-semibold whitespace-nowrap'
const cell = 'border-divider border-b px-2 py-1.5'

function MaterialTable({ caption, materials }: { caption: string; materials: readonly Material[] }) {
  return (
    <ScrollRegion label={caption} className="overflow-x-auto">
      <table className="w-full border-collapse">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {[referralText.seq, referralText.materialKind, referralText.material, referralText.pages, referralText.hash].map((heading) => (
              <th key={heading} scope="col" className={head}>
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {materials.map((material, place) => (
            <tr key={material.id}>
              <td className={cell}>{place + 1}</td>
              <td className={`${cell} whitespace-nowrap`}>{referralText.materialKinds[material.kind]}</td>
              <td className={cell}>
                {material.fileId ? (
                  <a href={`/api/files/${material.fileId}`} className="link">
                    {material.title}
                  </a>
                ) : (
                  <>
                    {material.title} <Tag tone="danger">{referralText.noFile}</Tag>
                  </>
                )}
              </td>
              <td className={`${cell} tabular-nums`}>{material.pages}</td>
              <td className={`${cell} text-hint font-mono text-xs`} title={material.sha256 ?? undefined}>
                {material.sha256?.slice(0, 12) ?? '—'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

function AddMaterial({ referral }: { referral: ReferralView }) {
  return (
    <details className="mt-3">
      <summary className="link cursor-pointer">{referralText.addMaterial}</summary>
      <CommandForm
        scope="material"
        action={addOneMaterial}
        submitLabel={referralText.addMaterial}
        submitVariant="outline"
        version={referral.version}
        fields={{ referralId: referral.id }}
        className="mt-2 max-w-2xl"
      >
        <div className="grid gap-4 tablet:grid-cols-[1fr_2fr_6rem]">
          <Field name="kind" label={referralText.materialKind} required>
            <Select
              options={materialKinds
                .filter((kind) => kind !== 'transferLetter')
                .map((value) => ({ value, label: referralText.materialKinds[value] }))}
            />
          </Field>
          <Field name="title" label={referralText.materialTitle} required>
            <Input maxLength={120} />
          </Field>
          <Field name="pages" label={referralText.pages} required>
            <Input type="number" min={1} defaultValue="1" />
          </Field>
        </div>
        <UploadField name="fileId" label={referralText.uploadFile} required />
      </CommandForm>
    </details>
  )
}
