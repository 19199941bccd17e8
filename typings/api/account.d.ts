/** Contract of what members may know of their data, take along and end: part of the function `shopper`. */

export type AccountActions = {};
