export { calendarOf } from './service';
