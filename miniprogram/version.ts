/** Shown under 关于; the release script keeps it equal to package.json. */
export const VERSION = '0.1.0';
