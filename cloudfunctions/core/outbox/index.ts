export { consent, consents, type Given, recordConsents } from './consents';
export { type Reminded, remind } from './reminders';
export { readMessages, type SavedMessages, saveMessages } from './save';
export { type Posted, sendDue, sendMessages } from './sender';
export { type Addressee, type Channel, type Channels, channelsOf } from './ways';
