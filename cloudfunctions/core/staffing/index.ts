export type { Staff } from './staff';
