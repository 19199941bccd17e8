import type { Accidents } from './accidents';
import type { Environment } from './environment';
import type { Known, Parameters } from './parameters';

export interface Cloud {
  environment: Environment;
  accidents: Accidents;
}

/** One action of API 3.0. */
export interface Action extends Known {
  /** Changes something. */
  writes: boolean;
  run(cloud: Cloud, parameters: Parameters): object;
}
