export { inbox, inboxOf, inboxSeen } from './service';
