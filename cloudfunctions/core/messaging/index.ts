export { messageKinds, messageOf } from './kinds';
export { defaultMessages, type MappedMessage, type Messages, messagesSchema, templateIds } from './messages';
export {
  dueFrom,
  type LastNotice,
  type Notice,
  type NoticeBirth,
  noticeBirth,
  type Outcome,
  uncounted,
} from './notice';
export { noticeMark, noticeView } from './notice-view';
