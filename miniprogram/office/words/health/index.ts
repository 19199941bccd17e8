import { verbatim } from '../index';
import { type HealthWords, healthHans } from './zh-Hans';
import { healthHant } from './zh-Hant';

export const healthWords = verbatim<HealthWords>({ 'zh-Hans': healthHans, 'zh-Hant': healthHant });
