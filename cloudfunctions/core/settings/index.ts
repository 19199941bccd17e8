export { loadSettings, programmeAt, readSettings, type Settings } from './settings';
