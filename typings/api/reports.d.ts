/** Contract of the function `staff`, figures of the shop. */

// biome-ignore lint/suspicious/noEmptyInterface: its actions stand here
export interface ReportActions {}
