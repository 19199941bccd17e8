export { findMember, memberStamp } from './find';
export { join } from './join';
export { memberView } from './member-view';
export { checkNames, type NamesChecked } from './name-check';
export { checkDigit, isMemberNumber } from './number';
export { updateProfile } from './profile';
