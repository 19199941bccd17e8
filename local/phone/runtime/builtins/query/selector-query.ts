/** wx.createSelectorQuery (developers.weixin.qq.com/miniprogram/dev/api/wxml/wx.createSelectorQuery.html). */
import type * as glassEasel from 'glass-easel';
import type { Surroundings } from '../element';
import { type Fields, fieldsOfNode, fieldsOfViewport } from './fields';

type Callback = (result: unknown) => void;
type Scope = (inst: unknown) => glassEasel.GeneralComponent | undefined;
type Target = { kind: 'one' | 'all'; selector: string } | { kind: 'viewport' };

interface Request {
  scope: glassEasel.GeneralComponent | undefined;
  target: Target;
  fields: Fields;
  callback: Callback | undefined;
}

export class NodesRef {
  constructor(
    private readonly query: SelectorQuery,
    private readonly target: Target,
  ) {}

  fields(fields: Fields, callback?: Callback): SelectorQuery {
    return this.query.push(this.target, fields, callback);
  }

  boundingClientRect(callback?: Callback): SelectorQuery {
    return this.fields({ id: true, dataset: true, rect: true, size: true }, callback);
  }

  scrollOffset(callback?: Callback): SelectorQuery {
    return this.fields({ id: true, dataset: true, scrollOffset: true }, callback);
  }

  context(callback?: Callback): SelectorQuery {
    return this.fields({ context: true }, callback);
  }

  node(callback?: Callback): SelectorQuery {
    return this.fields({ node: true }, callback);
  }

  ref(callback?: Callback): SelectorQuery {
    return this.fields({ ref: true }, callback);
  }
}

export class SelectorQuery {
  private readonly requests: Request[] = [];
  private scope: glassEasel.GeneralComponent | undefined;

  constructor(
    private readonly around: Surroundings,
    private readonly scopeOf: Scope,
    component: unknown,
  ) {
    this.scope = scopeOf(component);
  }

  in(component: unknown): this {
    this.scope = this.scopeOf(component);
    return this;
  }

  select(selector: string): NodesRef {
    return new NodesRef(this, { kind: 'one', selector });
  }

  selectAll(selector: string): NodesRef {
    return new NodesRef(this, { kind: 'all', selector });
  }

  selectViewport(): NodesRef {
    return new NodesRef(this, { kind: 'viewport' });
  }

  push(target: Target, fields: Fields, callback: Callback | undefined): this {
    this.requests.push({ scope: this.scope, target, fields, callback });
    return this;
  }

  exec(callback?: (results: unknown[]) => void): NodesRef {
    const requests = [...this.requests];
    // Answers come after the present update, as they cross threads in WeChat.
    queueMicrotask(() => {
      const results = requests.map((request) => this.answer(request));
      for (const [index, request] of requests.entries()) this.tell(() => request.callback?.(results[index]));
      this.tell(() => callback?.(results));
    });
    return new NodesRef(this, { kind: 'viewport' });
  }

  private tell(call: () => void): void {
    try {
      call();
    } catch (error) {
      this.around.core.report('error', error);
    }
  }

  private answer({ scope, target, fields }: Request): unknown {
    const { kit } = this.around;
    if (target.kind === 'viewport') {
      const page = scope ? kit.pageOf(scope) : this.around.core.top();
      return page ? fieldsOfViewport(page, fields) : null;
    }
    const root = scope?.getShadowRoot();
    const nodes = root ? this.find(root, target.selector) : [];
    if (target.kind === 'all') return nodes.map((node) => fieldsOfNode(this.around, node, fields));
    return nodes[0] ? fieldsOfNode(this.around, nodes[0], fields) : null;
  }

  private find(root: glassEasel.ShadowRoot, selector: string): glassEasel.Element[] {
    try {
      return root.querySelectorAll(selector);
    } catch (error) {
      this.around.warn(`SelectorQuery: "${selector}" is not a selector WeChat knows (${String(error)})`);
      return [];
    }
  }
}
