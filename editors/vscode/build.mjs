// Bundles the extension into one file and lays the licences and the notice of the data beside it,
// so that the package carries them. Run by `vsce package` through `vscode:prepublish`.
import { build } from 'esbuild';
import { copyFileSync, existsSync } from 'node:fs';
import path from 'node:path';

const here = import.meta.dirname;
const root = path.join(here, '..', '..');

await build({
  entryPoints: [path.join(here, 'src', 'extension.ts')],
  outfile: path.join(here, 'dist', 'extension.js'),
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode'],
});

for (const file of ['seeds/NOTICE.md', 'LICENSE-MIT', 'LICENSE-APACHE']) {
  const source = path.join(root, file);
  if (existsSync(source)) copyFileSync(source, path.join(here, path.basename(file)));
  else console.warn(`${file} is not in this checkout: the package goes without it`);
}

const program = process.platform === 'win32' ? 'hashiya.exe' : 'hashiya';
if (!existsSync(path.join(here, 'bin', program))) {
  console.warn(`bin/${program} is absent: the package will look for the server on PATH`);
}
