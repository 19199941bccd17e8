export { CODE_MAX } from './code';
export { type Printer, printedCode } from './printed';
export { screenCode, visitOffer, visitStore } from './service';
