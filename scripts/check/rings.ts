/**
 * A function that seals or opens is given the ring of keys, and no other one is: without it, a function would seal with the
 * derived key and open nothing that the others have sealed, and no compiler says so. What a function does is what stands in
 * its bundle: there the ring's name is left only where something reads it.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import ts from 'typescript';
import type { Finding } from './finding';
import { eachNode, findingAt, parse, type Source } from './source';

const MANIFEST = 'cloudfunctions/manifest/functions.ts';

interface Declared {
  name: string;
  node: ts.Node;
  rings: string[];
}

export async function checkRings(root: string): Promise<Finding[]> {
  if (!existsSync(join(root, MANIFEST))) return [];
  const source = parse(root, MANIFEST);
  const functions = declaredIn(source);
  const known = [...new Set(functions.flatMap(({ rings }) => rings))];
  const found = functions.map(async ({ name, node, rings }) => {
    const code = await bundleOf(root, name);
    return known.flatMap((ring) => {
      const [reads, declares] = [code.includes(ring), rings.includes(ring)];
      if (reads === declares) return [];
      const told = reads ? `reads ${ring}: name it in` : `never reads ${ring}: leave it out of`;
      return [findingAt(source, node, `${name} ${told} its keyrings`)];
    });
  });
  return (await Promise.all(found)).flat();
}

async function bundleOf(root: string, name: string): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [join(root, 'cloudfunctions', name, 'index.ts')],
    bundle: true,
    platform: 'node',
    packages: 'external',
    // Comments fall away: the name alone in one is nothing that is read.
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    write: false,
    logLevel: 'silent',
  });
  return outputFiles.map(({ text }) => text).join('\n');
}

/** The properties of `functions`, with the texts of their `keyrings`, written there or as constants of the file. */
function declaredIn(source: Source): Declared[] {
  const texts = new Map<string, string>();
  const declared: Declared[] = [];
  eachNode(source, (node) => {
    if (!ts.isVariableDeclaration(node) || !ts.isIdentifier(node.name) || !node.initializer) return;
    if (ts.isStringLiteral(node.initializer)) texts.set(node.name.text, node.initializer.text);
    if (node.name.text !== 'functions' || !ts.isObjectLiteralExpression(node.initializer)) return;
    for (const [name, value] of membersOf(node.initializer)) {
      if (!ts.isObjectLiteralExpression(value)) continue;
      const rings = new Map(membersOf(value)).get('keyrings');
      const named = rings && ts.isArrayLiteralExpression(rings) ? [...rings.elements] : [];
      const spelled = named.map((each) => (ts.isStringLiteral(each) ? each.text : (texts.get(each.getText()) ?? '')));
      declared.push({ name, node: value.parent, rings: spelled });
    }
  });
  return declared;
}

function membersOf(object: ts.ObjectLiteralExpression): [string, ts.Expression][] {
  return object.properties.flatMap((each) =>
    ts.isPropertyAssignment(each) ? [[each.name.getText(), each.initializer] as [string, ts.Expression]] : [],
  );
}
