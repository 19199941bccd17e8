/** Contract of the function `staff`, lists out of the shop and members into it. */

// biome-ignore lint/suspicious/noEmptyInterface: its actions stand here
export interface TransferActions {}
