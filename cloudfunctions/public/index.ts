/** The function for strangers: what may be read without a WeChat identity. */
import { serve } from '../platform/router';

export const main = serve('public', {});
