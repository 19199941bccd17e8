import { verbatim } from '../index';
import { type TransferWords, transferHans } from './zh-Hans';
import { transferHant } from './zh-Hant';

export const transferWords = verbatim<TransferWords>({ 'zh-Hans': transferHans, 'zh-Hant': transferHant });
