export { type LastNotice, type Notice, noticeBirth } from './notice';
export { noticeMark, noticeView } from './notice-view';
