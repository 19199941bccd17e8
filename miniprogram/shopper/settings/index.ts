import type { Language } from '../../../typings/api/envelope';
import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { TEXT_SIZES, type TextSize } from '../../services/textsize';
import { membership } from '../../stores/membership';
import { settings } from '../../stores/settings';
import { VERSION } from '../../version';
import { shopperWords } from '../words/index';

const LANGUAGES: readonly Language[] = ['zh-Hans', 'zh-Hant'];

function isTextSize(value: string): value is TextSize {
  return TEXT_SIZES.some((size) => size === value);
}

Component({
  behaviors: [
    pageRoot,
    bound({
      words: () => {
        const { settings: own, titles, reminders } = shopperWords();
        return {
          size: own.size,
          language: own.language,
          about: own.about,
          version: own.version(VERSION),
          made: own.made,
          sample: membership.points.name ? own.sample(membership.points.name) : '',
          terms: titles.terms,
          privacy: titles.privacy,
          staff: own.staff,
          reminders: reminders.title,
          data: own.data,
          leave: own.leave,
        };
      },
      member: () => membership.home?.member != null,
      size: () => settings.textSize,
      sizes: () => TEXT_SIZES.map((value) => ({ value, label: shopperWords().settings.sizes[value] })),
      language: () => settings.language,
      languages: () => LANGUAGES.map((value) => ({ value, label: shopperWords().settings.languages[value] })),
    }),
  ],
  methods: {
    onLoad() {
      this.title();
      void membership.ensure();
    },
    title() {
      wx.setNavigationBarTitle({ title: shopperWords().titles.settings });
    },
    chooseSize(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      const { value } = event.detail;
      if (isTextSize(value)) settings.chooseTextSize(value);
    },
    chooseLanguage(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      const language = LANGUAGES.find((known) => known === event.detail.value);
      if (!language) return;
      settings.chooseLanguage(language);
      this.title();
      void membership.refresh();
    },
    openTerms() {
      wx.navigateTo({ url: '/shopper/text/index?which=terms' });
    },
    openReminders() {
      wx.navigateTo({ url: '/shopper/reminders/index' });
    },
    openEnter() {
      wx.navigateTo({ url: '/admin/enter/index' });
    },
    openData() {
      wx.navigateTo({ url: '/shopper/privacy/index' });
    },
    openLeave() {
      wx.navigateTo({ url: '/shopper/leave/index' });
    },
    openPrivacy() {
      wx.navigateTo({ url: '/shopper/text/index?which=privacy' });
    },
  },
});
