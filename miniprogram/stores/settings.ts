import { makeAutoObservable } from 'mobx-miniprogram';
import type { Language } from '../../typings/api/envelope';
import { TEXT_SIZES, type TextSize, textSizeFor } from '../services/textsize';
import { type Words, wordsOf } from '../words/index';

const KEY = 'settings';

interface Chosen {
  language?: Language;
  textSize?: TextSize;
}

function readChosen(): Chosen {
  try {
    const value: unknown = wx.getStorageSync(KEY);
    return typeof value === 'object' && value !== null ? (value as Chosen) : {};
  } catch (error) {
    console.warn('settings not readable', error);
    return {};
  }
}

/** What a person chose for this phone: language and text size. */
class Settings {
  language: Language = 'zh-Hans';
  textSize: TextSize = 'standard';
  private chosen: Chosen = {};

  constructor() {
    makeAutoObservable(this);
  }

  get words(): Words {
    return wordsOf(this.language);
  }

  /** Own choice first, the phone's second. `language` is WeChat's: zh_CN, zh_TW, zh_HK, en. */
  start(phone: { fontSize: number; language: string }): void {
    this.chosen = readChosen();
    const spoken: Language = ['zh_TW', 'zh_HK'].includes(phone.language) ? 'zh-Hant' : 'zh-Hans';
    this.language =
      this.chosen.language === 'zh-Hans' || this.chosen.language === 'zh-Hant' ? this.chosen.language : spoken;
    const { textSize } = this.chosen;
    this.textSize = textSize && TEXT_SIZES.includes(textSize) ? textSize : textSizeFor(phone.fontSize);
  }

  chooseLanguage(language: Language): void {
    this.language = language;
    this.keep({ language });
  }

  chooseTextSize(textSize: TextSize): void {
    this.textSize = textSize;
    this.keep({ textSize });
  }

  private keep(change: Chosen): void {
    this.chosen = { ...this.chosen, ...change };
    wx.setStorage({
      key: KEY,
      data: { ...this.chosen },
      fail: (reason) => console.warn('settings not written', reason.errMsg),
    });
  }
}

export const settings = new Settings();
