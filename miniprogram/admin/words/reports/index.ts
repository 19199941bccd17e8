import { spoken } from '../index';
import { type ReportWords, reportHans } from './zh-Hans';
import { reportHant } from './zh-Hant';

export const reportWords = spoken<ReportWords>({ 'zh-Hans': reportHans, 'zh-Hant': reportHant });
