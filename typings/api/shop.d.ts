/** Contract of the function `staff`, the shop itself: what it is called, how it looks, its texts, modules, messages, payment; pictures. */

// biome-ignore lint/suspicious/noEmptyInterface: its actions stand here
export interface ShopActions {}
