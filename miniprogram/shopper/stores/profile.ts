import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import { membership } from '../../stores/membership';
import { notice } from '../../stores/notice';
import { problemSentence, problemTitle } from '../../views/problem';
import { shopperWords } from '../words/index';

const NICKNAME_MAX = 16;

/** What is being edited on the profile page. */
class Profile {
  error = '';
  saving = false;
  uploading = false;
  privacyOff = false;
  private typed: string | null = null;
  private picked = '';

  constructor() {
    makeAutoObservable<Profile, 'typed'>(this, { typed: false });
  }

  /** The picture just picked is shown while it travels. */
  get avatar(): string {
    return this.picked || (membership.member?.avatar ?? '');
  }

  type(value: string): void {
    this.typed = value;
    this.error = '';
    this.privacyOff = false;
  }

  refusePrivacy(): void {
    this.privacyOff = true;
  }

  leave(): void {
    this.error = '';
    this.typed = null;
    this.picked = '';
    this.privacyOff = false;
  }

  async saveNickname(): Promise<boolean> {
    const words = shopperWords();
    const nickname = (this.typed ?? membership.member?.nickname ?? '').trim();
    // Characters, not UTF-16 units: an emoji counts once, as on the server.
    const length = [...nickname].length;
    this.error =
      length === 0 ? words.profile.nicknameEmpty : length > NICKNAME_MAX ? words.profile.nicknameTooLong : '';
    if (this.error || this.saving) return false;
    this.saving = true;
    const outcome = await membership.updateProfile({ nickname });
    runInAction(() => {
      this.saving = false;
      if (!outcome.ok) this.refuse(outcome.problem);
    });
    return outcome.ok;
  }

  private refuse(problem: Parameters<typeof problemSentence>[0]): void {
    const words = shopperWords();
    if (['TEXT_REFUSED', 'INVALID_INPUT'].includes(problem.code)) this.error = problemTitle(problem, words);
    else notice.say(problemSentence(problem, membership.points, words));
  }

  /** Uploads to the only folder the cloud accepts from this member, then takes it as the picture. */
  async changeAvatar(path: string): Promise<void> {
    const { member } = membership;
    if (!member || !path || this.uploading) return;
    this.uploading = true;
    this.picked = path;
    this.privacyOff = false;
    const done = await this.upload(path, member.number);
    runInAction(() => {
      this.uploading = false;
      this.picked = '';
    });
    notice.say(done ? shopperWords().profile.saved : shopperWords().profile.avatarFailed);
  }

  private async upload(path: string, number: string): Promise<boolean> {
    const ending = /\.(png|jpe?g|webp)$/i.exec(path)?.[0] ?? '.jpg';
    try {
      const { fileID } = await wx.cloud.uploadFile({
        cloudPath: `avatars/${number}/${Date.now().toString(36)}${ending.toLowerCase()}`,
        filePath: path,
      });
      const outcome = await membership.updateProfile({ avatar: fileID });
      return outcome.ok;
    } catch (error) {
      console.warn('picture not uploaded', error);
      return false;
    }
  }
}

export const profile = new Profile();
