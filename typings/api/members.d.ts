/** Contract of the function `staff`, members, as those who care for them see and correct them. */

// biome-ignore lint/suspicious/noEmptyInterface: its actions stand here
export interface MemberActions {}
