export { loadSettings, readSettings, type Settings } from './settings';
