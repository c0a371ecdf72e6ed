'use client'

import type { ReactNode } from 'react'
import { CommandForm } from '#components/command-form'
import { StatusTag } from '#components/status-tag'
import { StepButton } from '#components/step-button'
import { Card } from '#components/ui/card'
import { DescriptionList } from '#components/ui/description-list'
import { Disclosure } from '#components/ui/disclosure'
import { Field } from '#components/ui/field'
import { Input, Select, Textarea } from '#components/ui/input'
import { beijingMinute } from '#domain/kernel/civil-date'
import { formatYuan } from '#domain/kernel/money'
import { stepCitation } from '#domain/law/law'
import { type WhistleRewardStep, whistleRewardReturns, whistleRewardSteps } from '#domain/whistle/reward-steps'
import { whistleText } from '#messages/zh/whistle'
import type { WhistleReportView } from '#server/whistle/queries'
import { take } from '../actions'
import { rewardStatuses } from '../statuses'

const { rewardFields: fields } = whistleText
type Report = Pick<WhistleReportView, 'id' | 'version' | 'rewards' | 'mayPropose'>
type Reward = Report['rewards'][number]

const dateField = (name: string, label: string) => (
  <Field name={name} label={label} required>
    <Input type="date" />
  </Field>
)
/** What each step of a reward asks for. */
const askedBy: Record<WhistleRewardStep, ReactNode> = {
  approve: null,
  sendBack: (
    <Field name="returnReason" label={fields.returnReason} required>
      <Select options={whistleRewardReturns.map((value) => ({ value, label: whistleText.rewardReturns[value] }))} />
    </Field>
  ),
  notice: dateField('noticedOn', fields.noticedOn),
  pay: (
    <>
      <p className="text-hint">{whistleText.payHint}</p>
      {dateField('claimedOn', fields.claimedOn)}
      {dateField('paidOn', fields.paidOn)}
      <Field name="voucher" label={fields.voucher} hint={whistleText.voucherHint} required>
        <Input minLength={3} maxLength={30} />
      </Field>
    </>
  ),
  lapse: dateField('lapsedOn', fields.lapsedOn),
}

/** What was proposed, approved and paid for a report; nothing of whom it was paid to. */
export function Rewards({ report }: { report: Report }) {
  const { id, version, rewards, mayPropose } = report
  return (
    <Card title={whistleText.reward}>
      {rewards.length === 0 && <p className="text-ink-2">{whistleText.noReward}</p>}
      <ul className="space-y-4">
        {rewards.map((reward) => (
          <One key={reward.id} report={report} reward={reward} />
        ))}
      </ul>
      {mayPropose && (
        <Disclosure summary={whistleText.propose}>
          <CommandForm
            action={take}
            submitLabel={whistleText.propose}
            version={version}
            fields={{ reportId: id, step: 'propose' }}
            scope="propose"
          >
            <div className="grid gap-4 desktop:grid-cols-2">
              <Field name="verifiedFen" label={fields.verified} required>
                <Input inputMode="decimal" />
              </Field>
              <Field name="rate" label={fields.rate} hint={whistleText.hints.rate} required>
                <Input inputMode="decimal" />
              </Field>
            </div>
            <Field name="basis" label={fields.basis} required>
              <Textarea rows={2} minLength={5} maxLength={1000} />
            </Field>
          </CommandForm>
        </Disclosure>
      )}
    </Card>
  )
}

function One({ report, reward }: { report: Report; reward: Reward }) {
  const { seq, stage, approvedByName, approvedAt, returnReason, noticedOn, collectBy, paidOn, lapsedOn } = reward
  return (
    <li className="space-y-2">
      <p className="flex flex-wrap items-center gap-2">
        <span className="font-semibold">{whistleText.rewardNo(seq)}</span>
        <StatusTag kind={rewardStatuses[stage]} label={whistleText.rewardStages[stage]} />
        <span>{`${fields.amount} ${formatYuan(reward.amountFen)}`}</span>
      </p>
      <DescriptionList
        columns={2}
        items={[
          { term: fields.verified, value: `${formatYuan(reward.verifiedFen)}　${whistleText.rate(reward.rate)}`, note: reward.basis },
          { term: fields.proposed, value: `${reward.proposedByName}　${beijingMinute(reward.proposedAt)}` },
          ...(approvedByName && approvedAt
            ? [
                {
                  term: fields.approved,
                  value: `${approvedByName}　${beijingMinute(approvedAt)}`,
                  note: returnReason ? whistleText.rewardReturns[returnReason] : undefined,
                },
              ]
            : []),
          ...(noticedOn ? [{ term: fields.noticedOn, value: noticedOn, note: `${fields.collectBy} ${collectBy}` }] : []),
          ...(paidOn
            ? [
                {
                  term: fields.paidOn,
                  value: [paidOn, reward.paidByName, reward.voucher].filter(Boolean).join('　'),
                  note: `${fields.claimedOn} ${reward.claimedOn}`,
                },
              ]
            : []),
          ...(lapsedOn ? [{ term: fields.lapsedOn, value: lapsedOn }] : []),
        ]}
      />
      <div className="flex flex-wrap gap-4">
        {reward.steps.map(({ name, shut }) => (
          <StepButton
            key={name}
            label={whistleText.rewardSteps[name]}
            shut={shut}
            variant={name === 'approve' || name === 'pay' ? 'primary' : 'outline'}
            fields={{ reportId: report.id, version: report.version, rewardSeq: seq, step: name }}
            action={take}
            basis={stepCitation(whistleRewardSteps[name].basis)}
          >
            {askedBy[name]}
          </StepButton>
        ))}
      </div>
    </li>
  )
}
