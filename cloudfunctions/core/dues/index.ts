export { dayIn } from './birthday';
export { clockworkOf } from './clockwork';
export { type Night, nightly } from './nightly';
