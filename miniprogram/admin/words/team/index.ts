import { spoken } from '../index';
import { type TeamWords, teamHans } from './zh-Hans';
import { teamHant } from './zh-Hant';

export const teamWords = spoken<TeamWords>({ 'zh-Hans': teamHans, 'zh-Hant': teamHant });
