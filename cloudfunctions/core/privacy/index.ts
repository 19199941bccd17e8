/** What is kept about people, why and for how long. */
export { KEPT, type Kept, PERMISSIONS, type Permission } from './declaration';
export { FIELDS, fieldsOf, type Verdicts } from './fields';
export { kept } from './kept';
export { PERIODS, type Period } from './periods';
