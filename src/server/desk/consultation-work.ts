import 'server-only'

/** An agreed last day ends with its own last moment, Beijing time. */
const endOfDay = (column: string) => `((${column} + 1)::timestamp AT TIME ZONE 'Asia/Shanghai')`

/** What consultations bring to a desk: $1 agency, $2 person. */
export const consultationWork = {
  giveOpinion: {
    ...{ from: 'consultation_share t', id: 't.id', number: 't.number', title: 't.title', href: "'/consultations/' || t.consultation_id" },
    dueAt: endOfDay('t.answer_by'),
    where: "t.state = 'asked' AND t.agency_id = $1",
  },
  concludeConsultation: {
    ...{ from: 'consultation t', id: 't.id', number: 't.number', title: 't.title', href: "'/consultations/' || t.id" },
    dueAt: endOfDay('t.answer_by'),
    where: `t.state = 'open' AND t.agency_id = $1 AND t.opened_by_id <> $2
      AND EXISTS (SELECT FROM consultation_share s WHERE s.consultation_id = t.id AND s.state = 'given')
      AND NOT EXISTS (SELECT FROM consultation_share s WHERE s.consultation_id = t.id AND s.state = 'asked')`,
  },
}
