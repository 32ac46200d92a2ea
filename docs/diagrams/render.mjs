// Renders every process model to a picture, as Camunda Modeler shows it.
//   npm --prefix docs/diagrams run render            all of processes/ into target/diagrams/
//   npm --prefix docs/diagrams run render -- FILE…   only these models (paths from the project's root)
// Uses the Chromium or Chrome that is installed; the environment variable CHROMIUM names another.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRequire } from 'node:module';
import { launchBrowser } from './browser.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '../..');
const target = process.env.DIAGRAMS_TO ? resolve(process.env.DIAGRAMS_TO) : join(root, 'target', 'diagrams');
const viewer = createRequire(import.meta.url).resolve('bpmn-js/dist/bpmn-viewer.production.min.js');
const margin = 24;

const modelsIn = (folder) =>
  readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) =>
      entry.isDirectory() ? modelsIn(join(folder, entry.name)) : entry.name.endsWith('.bpmn') ? [join(folder, entry.name)] : [])
    .sort();

const asked = process.argv.slice(2).map((path) => resolve(root, path));
const models = asked.length ? asked : modelsIn(join(root, 'processes'));
mkdirSync(target, { recursive: true });

const browser = await launchBrowser();
let failed = 0;
try {
  const page = await browser.newPage({ deviceScaleFactor: 1.5 });
  for (const model of models) {
    await page.setContent('<!doctype html><style>body{margin:0;background:#fff}#canvas{width:100vw;height:100vh}</style><div id="canvas"></div>');
    await page.addScriptTag({ path: viewer });
    const result = await page.evaluate(async (xml) => {
      window.viewer = new window.BpmnJS({ container: '#canvas' });
      try {
        const { warnings } = await window.viewer.importXML(xml);
        const box = window.viewer.get('canvas').viewbox().inner;
        return { box, warnings: warnings.map((warning) => warning.message) };
      } catch (error) {
        return { error: error.message };
      }
    }, readFileSync(model, 'utf8'));
    const name = relative(root, model);
    if (result.error || result.warnings.length) {
      failed += 1;
      console.error(`${name}: ${result.error ?? result.warnings.join('; ')}`);
      if (result.error) continue;
    }
    const { x, y, width, height } = result.box;
    await page.setViewportSize({ width: Math.ceil(width + 2 * margin), height: Math.ceil(height + 2 * margin + 30) });
    await page.evaluate((view) => window.viewer.get('canvas').viewbox(view), {
      x: x - margin, y: y - margin, width: Math.ceil(width + 2 * margin), height: Math.ceil(height + 2 * margin + 30),
    });
    const picture = join(target, `${basename(model, '.bpmn')}.png`);
    writeFileSync(picture, await page.screenshot());
    console.log(`${name} -> ${relative(root, picture)}`);
  }
} finally {
  await browser.close();
}
process.exit(failed ? 1 : 0);
