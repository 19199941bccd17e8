export { type LastNotice, type Notice, noticeBirth } from './notice';
