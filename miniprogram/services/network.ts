/** Whether the phone has a network. Unknown counts as online: the call then finds out. */
let online = true;
const listeners = new Set<(online: boolean) => void>();

function set(now: boolean): void {
  if (now === online) return;
  online = now;
  for (const listener of listeners) listener(online);
}

export function isOnline(): boolean {
  return online;
}

export function onOnlineChange(listener: (online: boolean) => void): void {
  listeners.add(listener);
}

export function watchNetwork(): void {
  wx.onNetworkStatusChange(({ isConnected }) => set(isConnected));
  wx.getNetworkType({ success: ({ networkType }) => set(networkType !== 'none') });
}
