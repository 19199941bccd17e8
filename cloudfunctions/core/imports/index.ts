export { checkImport } from './dry-run';
export { applyImport, importsView, undoImport, viewImport } from './service';
export { sweepImports } from './sweep';
