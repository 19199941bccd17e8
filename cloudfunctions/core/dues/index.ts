export { dayIn } from './birthday';
export { clockworkOf } from './clockwork';
export { hourly } from './hourly';
export { type Jobs, readJobs } from './jobs';
export { lease } from './lease';
export { type Night, nightly } from './nightly';
