/** Contract of the function `staff`, the rules: draft, check, publication, presets, calendar. */

// biome-ignore lint/suspicious/noEmptyInterface: its actions stand here
export interface ProgrammeActions {}
