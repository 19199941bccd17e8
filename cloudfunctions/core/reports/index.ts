export { dashboard } from './dashboard';
export { type RolledUp, rollUp } from './roll-up';
export { sleeping } from './sleeping';
