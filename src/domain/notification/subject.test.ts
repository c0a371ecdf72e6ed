import { expect, it } from 'vitest'
import { noticeSubjectOf } from './subject'

const id = '0198f0c0-0000-7000-8000-00000000aaaa'

it.each([
  [`/leads/${id}`, { subjectType: 'lead', subjectId: id }],
  [`/campaigns/${id}/duties`, { subjectType: 'campaign', subjectId: id }],
  [`/self-inspections/${id}?tab=review`, { subjectType: 'filing', subjectId: id }],
  [`/summaries/${id}`, null],
  ['/leads?state=toVerify', null],
  [`/leads/${id}0`, null],
  ['/settings/grants', null],
  ['', null],
])('%s leads to its matter', (link, subject) => {
  expect(noticeSubjectOf(link)).toEqual(subject)
})
