import type { TemplateRow } from '../../../typings/api/catalogue';
import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { settings } from '../../stores/settings';
import { NO_PROBLEM } from '../../views/problem';
import { templates } from '../stores/templates';
import { staffProblem } from '../views/problem';
import { standingText, templateTicket } from '../views/template-ticket';
import { catalogueWords } from '../words/catalogue/index';
import { staffWords } from '../words/index';

const SEGMENTS = ['on', 'off'] as const;

function card(row: TemplateRow) {
  const { templates: words } = catalogueWords();
  const { code, template } = row;
  return {
    code,
    ticket: templateTicket(code, template, templates.about, templates.today, settings.words, catalogueWords()),
    standing: standingText(row, catalogueWords()),
    dry: row.pool === 0,
    action: template.state === 'on' ? words.off : words.on,
    promised: row.promised && template.state === 'on',
  };
}

function sheet() {
  const { templates: words } = catalogueWords();
  const { asked } = templates;
  if (!asked) return null;
  const on = asked.template.state === 'on';
  return {
    title: (on ? words.offTitle : words.onTitle)(asked.template.name),
    text: on ? words.offText : words.onText,
    yes: on ? words.off : words.on,
    kind: on ? 'danger' : 'fill',
  };
}

Component({
  behaviors: [
    pageRoot,
    bound({
      phase: () => (templates.view ? 'ready' : templates.phase),
      cards: () => templates.rows.map(card),
      segment: () => templates.segment,
      segments: () => SEGMENTS.map((value) => ({ value, label: catalogueWords().templates.segments[value] })),
      empty: () => catalogueWords().templates.empty[templates.segment],
      words: () => catalogueWords().templates,
      keep: () => catalogueWords().keep,
      states: () => settings.words.states,
      problem: () => (templates.problem ? staffProblem(templates.problem, settings.words, staffWords()) : NO_PROBLEM),
      sheet,
      working: () => templates.working,
    }),
  ],
  methods: {
    onLoad() {
      wx.setNavigationBarTitle({ title: catalogueWords().titles.templates });
    },
    onShow() {
      void templates.open();
    },
    onUnload() {
      templates.leave();
    },
    async onPullDownRefresh() {
      await templates.open();
      wx.stopPullDownRefresh();
    },
    retry() {
      void templates.open();
    },
    choose(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      const segment = SEGMENTS.find((known) => known === event.detail.value);
      if (segment) templates.choose(segment);
    },
    add() {
      wx.navigateTo({ url: '/office/template/index' });
    },
    open(event: WechatMiniprogram.CustomEvent<{ id: string }>) {
      wx.navigateTo({ url: `/office/template/index?code=${event.detail.id}` });
    },
    edit(event: WechatMiniprogram.TouchEvent) {
      wx.navigateTo({ url: `/office/template/index?code=${event.currentTarget.dataset.code}` });
    },
    ask(event: WechatMiniprogram.TouchEvent) {
      templates.ask(templates.rows.find(({ code }) => code === event.currentTarget.dataset.code));
    },
    forget() {
      templates.forget();
    },
    flip() {
      void templates.flip();
    },
  },
});
