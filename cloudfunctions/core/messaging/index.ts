export { type CheckedMessages, checkMessages, type MessageProblem } from './check';
export { type Content, contentOf, lastDayToTell, plainContent } from './content';
export { kinds, messageKinds, messageOf, shopSources } from './kinds';
export { defaultMessages, type MappedMessage, type Messages, messagesSchema, sends, templateIds } from './messages';
export {
  dueFrom,
  type LastNotice,
  type Notice,
  type NoticeBirth,
  noticeBirth,
  type Outcome,
  readyBirth,
  uncounted,
} from './notice';
export { noticeMark, noticeView } from './notice-view';
