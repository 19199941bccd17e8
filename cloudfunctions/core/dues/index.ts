export { dayIn } from './birthday';
export { clockworkOf } from './clockwork';
