/** Contract of the function `staff`, the rule laboratory. */

// biome-ignore lint/suspicious/noEmptyInterface: its actions stand here
export interface LabActions {}
