/** What is kept about a member, why and for how long; and all of it as a file for the member alone. */
export { PERIODS, type Period } from './periods';
