import { spoken } from '../index';
import { type FormWords, formHans } from './zh-Hans';
import { formHant } from './zh-Hant';

export const formWords = spoken<FormWords>({ 'zh-Hans': formHans, 'zh-Hant': formHant });
