import Link from 'next/link'
import { CommandForm } from '#components/command-form'
import { buttonLook } from '#components/ui/button'
import { Card } from '#components/ui/card'
import { Disclosure } from '#components/ui/disclosure'
import { UploadField } from '#components/upload-field'
import { beijingMinute } from '#domain/kernel/civil-date'
import { packText } from '#messages/zh/offline-pack'
import type { listPackReturns } from '#server/self-inspection/pack-queries'
import { takeBack } from './actions'

/** The way to fill in without a line: a workbook out, filled in, back in, looked through before anything is written. */
export function OfflinePack({ filingId, returns }: { filingId: string; returns: Awaited<ReturnType<typeof listPackReturns>> }) {
  return (
    <Card id="offline" title={packText.title}>
      <p className="text-ink-2 mb-2">{packText.lead}</p>
      <a className={buttonLook({})} href={`/self-inspections/${filingId}/pack`} download>
        {packText.download}
      </a>
      <Disclosure summary={packText.howTitle} quiet className="my-1">
        <ol className="list-decimal space-y-1 ps-5">
          {packText.how.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
      </Disclosure>
      <CommandForm action={takeBack} submitLabel={packText.upload} submitVariant="outline" fields={{ filingId }}>
        <UploadField name="fileId" label={packText.file} accept=".xlsx" />
      </CommandForm>
      {returns.length > 0 && (
        <>
          <h3 className="mt-3 font-semibold">{packText.earlier}</h3>
          <ul className="space-y-1">
            {returns.map((one) => (
              <li key={one.id}>
                <Link
                  href={`/self-inspections/${filingId}/pack/${one.id}`}
                  prefetch={false}
                  className="link inline-block min-h-6 break-all"
                >
                  {packText.earlierOf(one.fileName, one.returnedByName, beijingMinute(one.returnedAt), one.state === 'applied')}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  )
}
