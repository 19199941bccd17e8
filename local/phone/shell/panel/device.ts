import { glyphs } from '../glyphs';
import type { Shell } from '../shell';
import type { PanelControl } from './control';
import { hint, type Part, part, segments } from './parts';

export function devicePart({ memory, hardware }: Shell, control: PanelControl): Part {
  return part(memory, {
    name: 'device',
    title: '手机',
    glyph: glyphs.phone,
    unfolded: true,
    summary: () => `${memory.state.width} 宽`,
    render() {
      const { state } = memory;
      return [
        segments(
          '屏宽',
          [
            [320, '320'],
            [375, '375'],
            [430, '430'],
          ] as const,
          state.width,
          (width) => control.setDevice({ width }),
        ),
        segments(
          '外观',
          [
            ['light', '浅色'],
            ['dark', '深色'],
          ] as const,
          state.theme,
          (theme) => control.setDevice({ theme }),
        ),
        segments(
          '字号',
          [
            [16, '标准'],
            [19, '大'],
            [22, '特大'],
          ] as const,
          state.fontSizeSetting,
          (fontSizeSetting) => control.setDevice({ fontSizeSetting }),
        ),
        segments(
          '系统',
          [
            ['ios', 'iOS'],
            ['android', '安卓'],
          ] as const,
          state.platform,
          (platform) => control.setDevice({ platform }),
        ),
        segments(
          '全面屏',
          [
            ['yes', '有'],
            ['no', '没有'],
          ] as const,
          state.notch ? 'yes' : 'no',
          (notch) => control.setDevice({ notch: notch === 'yes' }),
        ),
        segments(
          '软键盘',
          [
            ['yes', '显示'],
            ['no', '不显示'],
          ] as const,
          state.keyboard ? 'yes' : 'no',
          (keyboard) => control.setDevice({ keyboard: keyboard === 'yes' }),
        ),
        hint(
          `亮度 ${Math.round(hardware.brightness * 100)}%${hardware.keptOn ? ' · 屏幕常亮' : ''}${hardware.captureHidden ? ' · 截屏隐藏' : ''}`,
        ),
      ];
    },
  });
}

export function networkPart({ memory }: Shell, control: PanelControl): Part {
  const words = { fast: '正常', slow: '很慢', offline: '断网' };
  return part(memory, {
    name: 'network',
    title: '网络',
    glyph: glyphs.signal,
    unfolded: true,
    summary: () => words[memory.state.network],
    render: () => [
      segments(
        '网络',
        [
          ['fast', '正常'],
          ['slow', '很慢'],
          ['offline', '断网'],
        ] as const,
        memory.state.network,
        control.setNetwork,
      ),
    ],
  });
}
