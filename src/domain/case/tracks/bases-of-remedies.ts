import type { Confidence } from '../../law/confidence'
import { type Basis, basis } from '../../law/law'

type Rests = { basis: Basis; confidence: Confidence }

/** None of these articles was read in its instrument: each is shown as not verified. */
const reconsideration = (article: string): Rests => ({ basis: basis('administrativeReconsiderationLaw', article), confidence: 'M' })
const litigation = (article: string): Rests => ({ basis: basis('administrativeLitigationLaw', article), confidence: 'M' })

/** What each step of a remedy rests on: the body above and a court go by laws of their own. */
export const remedyBases = {
  answer: { reconsideration: reconsideration('第四十八条、第五十四条'), litigation: litigation('第六十七条') },
  conclude: { reconsideration: reconsideration('第六十三条至第六十九条'), litigation: litigation('第六十九条、第七十条、第七十七条') },
  withdraw: { reconsideration: reconsideration('第四十一条、第七十四条'), litigation: litigation('第六十二条') },
  stay: { reconsideration: reconsideration('第四十二条'), litigation: litigation('第五十六条') },
  liftStay: { reconsideration: reconsideration('第四十二条'), litigation: litigation('第五十六条') },
}
