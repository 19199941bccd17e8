/** Contract of the shop's check-up: part of the function `staff`. */

export type HealthActions = {};
