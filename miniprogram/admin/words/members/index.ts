import { spoken } from '../index';
import { type MembersWords, membersHans } from './zh-Hans';
import { membersHant } from './zh-Hant';

export const membersWords = spoken<MembersWords>({ 'zh-Hans': membersHans, 'zh-Hant': membersHant });
