export { checkImport } from './check';
export { applyImport, importsView, undoImport, viewImport } from './service';
export { sweepImports } from './sweep';
