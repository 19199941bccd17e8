import { Fetched } from './fetched';

export const guide = new Fetched('guide.view');
