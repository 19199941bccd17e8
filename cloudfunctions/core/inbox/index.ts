export { inbox, inboxSeen } from './service';
