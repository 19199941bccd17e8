export { trail } from './list';
