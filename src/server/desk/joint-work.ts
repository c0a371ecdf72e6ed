import 'server-only'

const notice = {
  from: 'joint_notice t',
  id: 't.id',
  number: "coalesce(t.document_number, '')",
  title: 't.title',
  dueAt: 'NULL::timestamptz',
  href: "'/campaigns/' || t.campaign_id || '/joint/' || t.id",
}

/** What joint notices bring to a desk: $1 agency, $2 person. */
export const jointWork = {
  signJointNotice: {
    ...{ ...notice, from: 'joint_signature s JOIN joint_notice t ON t.id = s.notice_id', id: 's.id' },
    where: "s.state = 'asked' AND s.agency_id = $1 AND t.state = 'countersigning' AND t.drafted_by_id <> $2",
  },
  issueJointNotice: {
    ...notice,
    where: `t.state = 'countersigning' AND t.agency_id = $1 AND t.drafted_by_id <> $2
      AND NOT EXISTS (SELECT FROM joint_signature s WHERE s.notice_id = t.id AND s.state = 'asked')`,
  },
  redraftJointNotice: {
    ...notice,
    where: "t.state = 'drafted' AND t.submitted_at IS NOT NULL AND t.agency_id = $1 AND t.drafted_by_id = $2",
  },
}
