/** Contract of the function `staff`, the team, its roles and what it did; stores and the keys of partners. */

// biome-ignore lint/suspicious/noEmptyInterface: its actions stand here
export interface TeamActions {}
