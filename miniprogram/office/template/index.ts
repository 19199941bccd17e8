import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { settings } from '../../stores/settings';
import { figure } from '../../views/figures';
import { editorFields, editorMethods } from '../services/editor';
import { templates } from '../stores/templates';
import { templateDraft } from '../views/template-form';
import { templateTicket } from '../views/template-ticket';
import { catalogueWords } from '../words/catalogue/index';

const { edit } = templates;

/** The ticket as it will lie in the wallet. */
function ticket() {
  const { about, today } = templates;
  return edit.draft
    ? templateTicket('preview', templateDraft(edit.draft), about, today, settings.words, catalogueWords())
    : null;
}

/** Codes of others belong to a coupon that is stored with them. */
function pool() {
  const { template: words } = catalogueWords();
  const { row } = templates;
  if (!edit.draft?.pool) return null;
  if (!row?.template.pool) return { ready: false, text: words.saveFirst };
  return { ready: true, text: words.codesFree(figure(row.pool ?? 0)) };
}

Component({
  behaviors: [
    pageRoot,
    bound({
      ...editorFields(edit),
      ticket,
      pool,
      codes: () => templates.codes,
      codesWrong: () => templates.codesWrong,
      working: () => templates.working,
      words: () => catalogueWords().template,
    }),
  ],
  methods: {
    ...editorMethods(edit),
    onLoad({ code }: { code?: string }) {
      const { titles } = catalogueWords();
      wx.setNavigationBarTitle({ title: code ? titles.template : titles.templateNew });
      templates.begin(code ?? null);
    },
    onUnload() {
      edit.leave();
    },
    writeCodes(event: WechatMiniprogram.Input) {
      templates.writeCodes(event.detail.value);
    },
    addCodes() {
      void templates.addCodes();
    },
  },
});
