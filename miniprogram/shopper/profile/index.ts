import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { notice } from '../../stores/notice';
import { profile } from '../../stores/profile';
import { settings } from '../../stores/settings';

function gateWords(): Record<string, string> {
  const { gate } = settings.words;
  return { ...gate, text: gate.text(membership.home?.shop.name ?? '') };
}

/** How far below the top of the window the field comes to rest while the keyboard is up. */
const FIELD_BELOW_PX = -16;

Component({
  behaviors: [
    pageRoot,
    bound({
      member: () => membership.member !== null,
      ready: () => membership.home !== null,
      words: () => settings.words.profile,
      gate: gateWords,
      goJoin: () => settings.words.me.guestAction,
      avatar: () => profile.avatar,
      nickname: () => membership.member?.nickname ?? '',
      error: () => profile.error,
      saving: () => profile.saving,
      uploading: () => profile.uploading,
      privacyOff: () => profile.privacyOff,
    }),
  ],
  data: { lifted: 0 },
  methods: {
    onLoad() {
      wx.setNavigationBarTitle({ title: settings.words.titles.profile });
      void membership.ensure();
    },
    onUnload() {
      profile.leave();
    },
    choose(event: WechatMiniprogram.CustomEvent<{ avatarUrl: string }>) {
      void profile.changeAvatar(event.detail.avatarUrl);
    },
    type(event: WechatMiniprogram.Input) {
      profile.type(event.detail.value);
    },
    /** The bar with 保存 rises with the keyboard, in px; the page grows by as much, so that the field can stay in sight. */
    lift(event: WechatMiniprogram.CustomEvent<{ height: number }>) {
      const { height } = event.detail;
      if (height === this.data.lifted) return;
      this.setData({ lifted: height }, () => {
        if (height > 0) wx.pageScrollTo({ selector: '#nickname', offsetTop: FIELD_BELOW_PX, duration: 200 });
      });
    },
    refused() {
      profile.refusePrivacy();
    },
    async save() {
      if (!(await profile.saveNickname())) return;
      notice.say(settings.words.profile.saved);
    },
    goHome() {
      wx.switchTab({ url: '/pages/home/index' });
    },
  },
});
