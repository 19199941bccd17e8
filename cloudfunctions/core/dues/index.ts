export { dayIn } from './birthday';
export { clockworkOf } from './clockwork';
export { lease } from './lease';
export { type Night, nightly } from './nightly';
