export type { CodeMaking } from './picture';
export { poster } from './poster';
