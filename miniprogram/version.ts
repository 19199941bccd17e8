/** Shown under 关于. Equal to the version of package.json, which is not on the phone. */
export const VERSION = '0.1.0';
