import { spoken } from '../index';
import { type LabWords, labHans } from './zh-Hans';
import { labHant } from './zh-Hant';

export const labWords = spoken<LabWords>({ 'zh-Hans': labHans, 'zh-Hant': labHant });
