export type { Assist } from './assist';
export { assistCases, decideAssist } from './cases';
export { helpAssist, viewAssist } from './help';
export { type AssistsSwept, sweepAssists } from './settle';
export { assistOffer, startAssist } from './start';
export { landingAssist } from './view';
