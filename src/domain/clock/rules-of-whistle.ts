import { basis } from '../law/law'
import { clockRows } from './clock-rule'

/** Of reports of whistle-blowers: how long until it is said whether one is taken up. Its other times are CK02, CK52 and CK53. */
export const whistleRules = clockRows({
  CK92: {
    id: 'CK92',
    name: '决定是否受理举报',
    startsAt: '收到举报之日',
    length: 15,
    unit: 'workingDay',
    extension: '办法的受理期限未核实，以当地规定为准',
    side: 'medicalInsurance',
    basis: basis('reportHandling', '举报处理结果告知条款'),
    confidence: 'M',
    adjustable: true,
  },
})
