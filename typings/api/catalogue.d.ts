/** Contract of the function `staff`, rewards, categories, coupon templates, and what is to be handed over or sent. */

// biome-ignore lint/suspicious/noEmptyInterface: its actions stand here
export interface CatalogueActions {}
