import { h, icon } from '../dom';
import type { Frame } from '../frame/frame';
import { glyphs } from '../glyphs';
import { appName } from '../openType';
import type { Shell } from '../shell';
import { answersPart } from './answers';
import { cardsPart } from './cards';
import { createControl } from './control';
import { devicePart, networkPart } from './device';
import { entryPart } from './entry';
import { inboxPart } from './inbox';
import { logPart } from './log';
import { goRound } from './radios';
import { scanPart } from './scan';
import { whenPart } from './when';
import { whoPart } from './who';

/** The side panel beside the phone; on a narrow window a drawer. */
export function mountPanel(
  shell: Shell,
  frame: Frame,
  hooks: { scannerSees(text: string): boolean; redraw(): void },
): { putAway(): void; takeScan(): string | undefined } {
  const scans: string[] = [];
  const { memory, core } = shell;
  const away = h('div', { class: 'away', hidden: true });
  frame.screen.append(away);
  const control = createControl(shell, {
    scannerSees: hooks.scannerSees,
    queueScan: (text) => scans.push(text),
    redraw() {
      draw();
      hooks.redraw();
    },
    away(isAway) {
      core.publish.away = isAway;
      away.hidden = !isAway;
      if (isAway)
        away.replaceChildren(
          h(
            'button',
            { class: 'away-icon', onclick: () => control.comeBack() },
            h('span', {}, appName(shell).slice(0, 1)),
            appName(shell),
          ),
        );
    },
  });
  core.publish.panel = control;
  core.publish.host = shell;

  const parts = [
    whoPart(shell, control),
    whenPart(shell, control),
    devicePart(shell, control),
    networkPart(shell, control),
    inboxPart(shell, control),
    scanPart(shell, control),
    cardsPart(shell, control),
    answersPart(shell, control),
    entryPart(shell, control),
    logPart(shell),
  ];
  frame.panel.append(
    h(
      'header',
      { class: 'panel-head' },
      h('span', { class: 'panel-mark' }, icon(glyphs.seal)),
      h('strong', {}, '本机微信'),
      h('button', { 'aria-label': '收起侧栏', onclick: () => control.open(false) }, icon(glyphs.close)),
    ),
    ...parts.map(({ element }) => element),
  );
  goRound(frame.panel);
  frame.toggle.addEventListener('click', () => control.open(true));
  const draw = () => {
    frame.root.dataset.panel = memory.state.panelOpen ? 'open' : 'closed';
    frame.panel.inert = !memory.state.panelOpen;
    for (const one of parts) one.redraw();
  };
  memory.onChange(draw);
  core.onChange(draw);
  draw();
  return { putAway: () => control.putAway(), takeScan: () => scans.shift() };
}
