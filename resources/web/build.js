// SPDX-License-Identifier: GPL-3.0-or-later
// Bundles the page into one script and one style sheet: node build.js [FOLDER]
import { build } from 'esbuild';
import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? join(here, 'dist');

await mkdir(out, { recursive: true });
await build({
    absWorkingDir: here,
    entryPoints: { app: 'src/main.js', style: 'src/style/main.css' },
    outdir: out,
    bundle: true,
    minify: true,
    format: 'esm',
    target: ['chrome105', 'firefox110', 'safari16'],
    // The licences of what is bundled stay with it.
    legalComments: 'eof',
    logLevel: 'warning',
});
for (const name of ['index.html', 'favicon.svg'])
    await copyFile(join(here, 'src', name), join(out, name));
