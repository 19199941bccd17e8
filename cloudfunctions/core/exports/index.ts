export { cancelExport, exportLink, exportsView, stepExport } from './service';
export { startExport } from './start';
export { type ExportsSwept, sweepExports } from './sweep';
