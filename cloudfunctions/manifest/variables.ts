/** Environment variables that deployment itself fills, the local cloud likewise. Neither is a secret. */

/** Every function's: which build it runs (schema.ts, Manifest.build). */
export const BUILD = 'HUITOUKE_BUILD';

/**
 * Of the functions that declare `httpBase`: where the shop's HTTP paths begin, 'https://shop.example.com', no slash at the
 * end. Absent while the HTTP access service has no address.
 */
export const HTTP_BASE = 'HUITOUKE_HTTP_BASE';
