import { spoken } from '../index';
import { type ProgrammeWords, programmeHans } from './zh-Hans';
import { programmeHant } from './zh-Hant';

export const programmeWords = spoken<ProgrammeWords>({ 'zh-Hans': programmeHans, 'zh-Hant': programmeHant });
