/** Laws of the cloud functions that a compiler cannot know: bounded reads, one clock, no transactions in the domain, quiet logs, declared rings. */
import ts from 'typescript';
import { filesUnder } from './files';
import type { Finding } from './finding';
import { checkRings } from './rings';
import { eachNode, findingAt, parse, type Source } from './source';

type Law = (source: Source, node: ts.Node) => string | undefined;

export async function checkCloud(root: string): Promise<Finding[]> {
  const broken = filesUnder(root, 'cloudfunctions', ['.ts']).flatMap((file) => {
    const source = parse(root, file);
    const found: Finding[] = [];
    eachNode(source, (node) => {
      for (const law of [boundedReads, oneClock, noTransactions, quietLogs]) {
        const message = law(source, node);
        if (message) found.push(findingAt(source, node, message));
      }
    });
    return found;
  });
  return [...broken, ...(await checkRings(root))];
}

/** The method names of a chain, nearest first: a.b().c().get() -> ['get', 'c', 'b']. */
function chain(node: ts.CallExpression): string[] {
  const names: string[] = [];
  let at: ts.Node = node;
  while (true) {
    if (ts.isCallExpression(at)) at = at.expression;
    else if (ts.isPropertyAccessExpression(at)) {
      if (ts.isCallExpression(at.parent)) names.push(at.name.text);
      at = at.expression;
    } else if (ts.isNonNullExpression(at) || ts.isParenthesizedExpression(at)) at = at.expression;
    else return names;
  }
}

const queries = ['collection', 'where', 'orderBy', 'skip', 'field'];

const boundedReads: Law = (_source, node) => {
  if (!ts.isCallExpression(node) || node.arguments.length > 0) return undefined;
  const names = chain(node);
  if (names[0] === 'get' && names.some((name) => queries.includes(name)) && !names.includes('doc')) {
    if (!names.includes('limit'))
      return 'this read has no limit(): the platform answers 100 rows and keeps silent about the rest';
  }
  if (names[0] === 'end' && names.includes('aggregate') && !names.includes('limit') && !names.includes('count')) {
    return 'this aggregate has no limit(): the platform answers 20 rows and keeps silent about the rest';
  }
  return undefined;
};

const oneClock: Law = ({ file }, node) => {
  if (/^cloudfunctions\/platform\/clock(\.ts|\/)/.test(file)) return undefined;
  const message = 'the clock is read in platform/clock alone; take the time as an argument';
  if (ts.isPropertyAccessExpression(node) && node.getText() === 'Date.now') return message;
  if (ts.isPropertyAccessExpression(node) && node.getText() === 'performance.now') return message;
  const bare = (n: ts.NewExpression | ts.CallExpression) =>
    ts.isIdentifier(n.expression) && n.expression.text === 'Date' && (n.arguments?.length ?? 0) === 0;
  if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && bare(node)) return message;
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'dayjs') {
    if (node.arguments.length === 0) return message;
  }
  return undefined;
};

const noTransactions: Law = ({ file }, node) => {
  if (!file.startsWith('cloudfunctions/core/') || !ts.isIdentifier(node)) return undefined;
  if (node.text !== 'runTransaction' && node.text !== 'startTransaction') return undefined;
  return `${node.text}: a change of a member is one conditional update, never a transaction (docs/architecture.md)`;
};

const personal = /^(event|openid|unionid|phone|phoneNumber|nickname|avatar|address|OPENID|UNIONID)$/;

const quietLogs: Law = ({ file }, node) => {
  if (!ts.isCallExpression(node) || !/^console\.\w+$/.test(node.expression.getText())) return undefined;
  if (!file.startsWith('cloudfunctions/platform/'))
    return 'only platform writes to the log; return a value or throw instead';
  const named = namesIn(node.arguments).find((name) => personal.test(name));
  return named ? `the log never carries personal data: ${named}` : undefined;
};

function namesIn(nodes: readonly ts.Node[]): string[] {
  const names: string[] = [];
  const walk = (node: ts.Node) => {
    if (ts.isIdentifier(node)) names.push(node.text);
    ts.forEachChild(node, walk);
  };
  for (const node of nodes) walk(node);
  return names;
}
