export { consent, consents, recordConsents } from './consents';
