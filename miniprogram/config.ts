/** The CloudBase environment of this shop ('shop-1a2b3c'); empty takes the first environment of the mini-program. */
export const CLOUD_ENV = '';
