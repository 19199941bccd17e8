export { history } from './history';
