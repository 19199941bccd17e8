import { Fetched } from './fetched';

export const tiers = new Fetched('tiers.view');
