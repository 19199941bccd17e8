export { type Revised, readRevised, type SettingsId, saveRevised } from './revised';
export { loadSettings, programmeAt, readSettings, type Settings } from './settings';
