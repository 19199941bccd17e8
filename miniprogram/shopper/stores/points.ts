import { Fetched } from './fetched';

export const points = new Fetched('points.view');
