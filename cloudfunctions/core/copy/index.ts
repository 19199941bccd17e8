export { copy } from './service';
