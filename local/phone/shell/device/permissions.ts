import type { Memory } from './memory';

/** Why a private API may not go on; the numbers are WeChat's errno. */
export type PrivacyRefusal = { reason: string; errno: number };

export type PrivacyResolve = (answer: {
  event: 'agree' | 'disagree' | 'exposureAuthorization';
  buttonId?: string;
}) => void;
export type PrivacyListener = (resolve: PrivacyResolve, info: { referrer: string }) => void;

/** What the platform asks, as questions to a person; the shell shows them. */
export interface Questions {
  /** WeChat's own privacy pop-up, shown when the program listens to nothing. */
  privacy(): Promise<boolean>;
  scope(scope: string): Promise<boolean>;
}

/** scope -> the words WeChat shows and the question's short name in the side panel. */
export const SCOPES: Record<string, { words: string; answer: string }> = {
  'scope.writePhotosAlbum': { words: '保存图片或视频到你的相册', answer: 'album' },
  'scope.userLocation': { words: '获取你的位置信息', answer: 'location' },
  'scope.userFuzzyLocation': { words: '获取你的模糊位置信息', answer: 'location' },
  'scope.camera': { words: '使用你的摄像头', answer: 'camera' },
  'scope.record': { words: '使用你的麦克风', answer: 'record' },
  'scope.bluetooth': { words: '使用你的蓝牙', answer: 'bluetooth' },
  'scope.addPhoneContact': { words: '添加到你的联系人', answer: 'contact' },
  'scope.addPhoneCalendar': { words: '添加到你的日历', answer: 'calendar' },
  'scope.address': { words: '获取你的通讯地址', answer: 'address' },
};

/** Privacy agreement (2023-10-17 rules) and authorisation scopes of the person who holds the phone. */
export class Permissions {
  #memory: Memory;
  #questions: Questions;
  #listeners = new Set<PrivacyListener>();
  /** Id of the agree-button tapped last; a listener must name it. */
  #agreedBy: string | undefined;
  #checked: boolean;

  /** `checked` false: the program switched the privacy check off (`__usePrivacyCheck__: false`). */
  constructor(memory: Memory, questions: Questions, checked: boolean) {
    this.#memory = memory;
    this.#questions = questions;
    this.#checked = checked;
  }

  get needsPrivacy(): boolean {
    return this.#checked && !this.#memory.grants().privacy && this.#memory.answer('privacy') !== 'accept';
  }

  onNeedPrivacy(listener: PrivacyListener): void {
    this.#listeners.add(listener);
  }

  offNeedPrivacy(listener?: PrivacyListener): void {
    if (listener) this.#listeners.delete(listener);
    else this.#listeners.clear();
  }

  /** A tap on <button open-type="agreePrivacyAuthorization">: WeChat takes the agreement here. */
  agreedByButton(id: string): void {
    this.#agreedBy = id;
    this.#memory.grant({ privacy: true });
  }

  /** Undefined when `api` may go on. Resolves only when a person, a listener or the side panel has answered. */
  async privacy(api: string): Promise<PrivacyRefusal | undefined> {
    const { declared } = this.#memory.state;
    if (declared && !declared.includes(api)) {
      return { reason: 'api scope is not declared in the privacy agreement', errno: 112 };
    }
    if (!this.needsPrivacy) return undefined;
    const agreed = this.#listeners.size > 0 ? await this.#askProgram(api) : await this.#askPerson();
    if (!agreed) return { reason: 'privacy permission is not authorized', errno: 104 };
    this.#memory.grant({ privacy: true });
    return undefined;
  }

  async #askPerson(): Promise<boolean> {
    if (this.#memory.answer('privacy') === 'reject') return false;
    return this.#questions.privacy();
  }

  #askProgram(api: string): Promise<boolean> {
    return new Promise((done) => {
      const resolve: PrivacyResolve = (answer) => {
        if (answer?.event === 'exposureAuthorization') return;
        if (answer?.event === 'disagree') done(false);
        else if (answer?.event === 'agree') done(this.#isTapped(answer.buttonId));
        else console.warn('onNeedPrivacyAuthorization: resolve wants event agree, disagree or exposureAuthorization');
      };
      for (const listener of [...this.#listeners]) listener(resolve, { referrer: api });
    });
  }

  /** WeChat believes "agree" only with the id of an agree-button that was really tapped. */
  #isTapped(buttonId: string | undefined): boolean {
    if (buttonId !== undefined && buttonId === this.#agreedBy) return true;
    console.warn(`onNeedPrivacyAuthorization: agree with buttonId ${buttonId}, but that button was not tapped`);
    return false;
  }

  granted(scope: string): boolean | undefined {
    return this.#memory.grants().scopes[scope];
  }

  setScope(scope: string, granted: boolean): void {
    this.#memory.grant({ scopes: { ...this.#memory.grants().scopes, [scope]: granted } });
  }

  /** Asks once per person, remembers the answer as WeChat does. */
  async scope(scope: string): Promise<boolean> {
    const known = SCOPES[scope];
    if (!known) throw new Error(`unknown scope ${scope}`);
    const answer = this.#memory.answer(known.answer);
    if (answer === 'accept' || answer === 'always') {
      this.setScope(scope, true);
      return true;
    }
    if (answer === 'reject') {
      this.setScope(scope, false);
      return false;
    }
    const before = this.granted(scope);
    if (before !== undefined) return before;
    const granted = await this.#questions.scope(scope);
    this.setScope(scope, granted);
    return granted;
  }
}
