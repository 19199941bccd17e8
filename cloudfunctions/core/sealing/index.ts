export { isAtRest, nothingResealed, type Resealed, reseal } from './reseal';
