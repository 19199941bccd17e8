export type { Payment } from './payment';
