/** Of the program that the functions were built from. Equal to the version of package.json, which is not in the cloud. */
export const VERSION = '0.1.0';
