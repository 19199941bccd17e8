export { WEEKS_MAX } from './lab';
export { cancelLab, goOn, startLab, viewLab } from './service';
