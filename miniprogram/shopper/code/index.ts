import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { device } from '../../stores/device';
import { membership } from '../../stores/membership';
import { inFours } from '../../views/figures';
import { code } from '../stores/code';
import { barColours, type CodeView, codeView, hintText, numberView } from '../views/code';
import { shopperWords } from '../words/index';
import { brighten, restore } from './screen';

/** waiting: nothing yet · code: a code that is valid now · number: none, only the member number · guest: not a member */
type Shown = 'blank' | 'waiting' | 'code' | 'number' | 'guest';

function shown(): Shown {
  if (code.current) return 'code';
  if (code.problem) return code.problem.code === 'NOT_MEMBER' ? 'guest' : 'number';
  return code.waiting ? 'waiting' : 'blank';
}

Component({
  behaviors: [
    pageRoot,
    bound({
      bar: () => device.bar,
      colours: () => barColours(membership.home?.shop.colours[device.theme] ?? {}),
      shown,
      digits: () => code.current?.code ?? '',
      left: () => (code.fetching && !code.current ? '' : shopperWords().code.left(code.secondsLeft)),
      offline: () => (device.online ? '' : shopperWords().code.offline),
      number: () => (code.problem ? numberView(code.problem, code.memberNumber, shopperWords()) : null),
      retrying: () => code.fetching,
      memberNumber: () => inFours(code.memberNumber),
      hint: () => hintText(membership.points, shopperWords()),
      words: () => shopperWords().code,
      title: () => shopperWords().titles.code,
      back: () => shopperWords().states.back,
      loading: () => shopperWords().states.loading,
      goJoin: () => shopperWords().me.guestAction,
    }),
  ],
  data: { face: null as CodeView | null },
  observers: {
    // Only when the code turns: the ring then runs by itself.
    digits(digits: string) {
      const { current, now } = code;
      const face = digits && current ? codeView(current, now, shopperWords()) : null;
      this.setData({ face });
    },
    colours(colours: { frontColor: string; backgroundColor: string } | null) {
      if (!colours) return;
      wx.setNavigationBarColor(colours);
      wx.setBackgroundColor({ backgroundColor: colours.backgroundColor });
    },
  },
  methods: {
    onShow() {
      void membership.ensure();
      code.show();
      brighten();
    },
    onHide() {
      this.leave();
    },
    onUnload() {
      this.leave();
    },
    leave() {
      code.hide();
      restore();
    },
    retry() {
      void code.refresh();
    },
    goHome() {
      wx.switchTab({ url: '/pages/home/index' });
    },
  },
});
