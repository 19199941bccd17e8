import { CLOUD_ENV } from './config';
import { arrivalOf } from './services/arrival';
import { onOnlineChange, watchNetwork } from './services/network';
import { watchPrivacy } from './services/privacy';
import { readSurroundings } from './services/surroundings';
import { device } from './stores/device';
import { invitation } from './stores/invitation';
import { membership } from './stores/membership';
import { settings } from './stores/settings';

App({
  onLaunch() {
    const surroundings = readSurroundings();
    device.start(surroundings);
    settings.start(surroundings);
    watchNetwork();
    onOnlineChange((online) => {
      if (online) void membership.refresh();
    });
    watchPrivacy();
    wx.cloud.init(CLOUD_ENV ? { env: CLOUD_ENV } : {});
    invitation.start();
    membership.start();
  },
  /** Every page may be opened from a friend's card: the invitation is in its path. */
  onShow({ query, scene }) {
    const { code, by } = arrivalOf(query, scene);
    if (code && !membership.member) invitation.came(code, by, membership.now());
  },
});
