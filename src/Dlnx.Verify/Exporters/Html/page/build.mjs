// Bundles the page's scripts and style; each library bundle carries the licences of what is in it.
import { build } from 'esbuild';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const shared = { bundle: true, minify: true, charset: 'utf8', target: 'es2022', outdir: 'dist', legalComments: 'none' };

await build({ ...shared, entryPoints: ['src/early.ts', 'src/page.ts'], format: 'iife' });
await build({ ...shared, entryPoints: ['src/report.css'] });
for (const [name, globalName] of [['formulas', 'DlnxFormulas'], ['plots', 'DlnxPlots']]) {
  const library = { ...shared, entryPoints: [`src/${name}.ts`], format: 'iife', globalName, metafile: true };
  const { metafile } = await build({ ...library, write: false });
  await build({ ...library, banner: { js: licences(Object.keys(metafile.inputs)) } });
}

function licences(inputs) {
  const packages = new Set(inputs.map(path => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]).filter(Boolean));
  const texts = new Map();
  for (const name of [...packages].sort()) {
    const file = ['LICENSE', 'LICENSE.md', 'LICENSE.txt'].map(f => join('node_modules', name, f)).find(existsSync);
    const text = file ? readFileSync(file, 'utf8').trim() : JSON.parse(readFileSync(join('node_modules', name, 'package.json'), 'utf8')).license;
    texts.set(text, [...(texts.get(text) ?? []), name]);
  }
  return [...texts].map(([text, names]) => `/*!\n${names.join(', ')}\n\n${text.replaceAll('*/', '* /')}\n*/`).join('\n');
}
