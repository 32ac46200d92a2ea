// Measures how long a process owner waits in Camunda Modeler for a decision table: until it is drawn, and until a cell
// that was clicked can be typed into. Each table is opened three times in the editor that Modeler is built of, in a
// fresh page; the middle one of the three counts.
//   npm --prefix docs/diagrams run open-tables             all tables; fails when one takes 2 seconds or longer
//   npm --prefix docs/diagrams run open-tables -- FILE…    only these tables (paths from the project's root)
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from './browser.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '../..');
const editor = join(here, 'node_modules/camunda-dmn-js/dist');
const styles = [
  'diagram-js.css',
  'dmn-js-shared.css',
  'dmn-js-decision-table.css',
  'dmn-js-decision-table-controls.css',
  'dmn-js-drd.css',
  'dmn-font/css/dmn-embedded.css',
];
const limit = 2000;
const rounds = 3;

const tablesIn = (folder) =>
  readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) =>
      entry.isDirectory() ? tablesIn(join(folder, entry.name)) : entry.name.endsWith('.dmn') ? [join(folder, entry.name)] : [])
    .sort();

const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));

const measure = async (browser, file) => {
  const page = await browser.newPage({ viewport: { width: 1600, height: 1000 } });
  try {
    await page.setContent('<!doctype html><style>html,body,#editor{height:100%;margin:0}</style><div id="editor"></div>');
    for (const style of styles) await page.addStyleTag({ path: join(editor, 'assets', style) });
    await page.addScriptTag({ path: join(editor, 'camunda-platform-modeler.production.min.js') });
    await page.evaluate(`window.drawn = ${drawn}`);
    const opened = await page.evaluate(async (xml) => {
      window.modeler = new window.DmnModeler({ container: '#editor' });
      const begun = performance.now();
      const { warnings } = await window.modeler.importXML(xml, { open: false });
      await window.modeler.open(window.modeler.getViews().find((view) => view.type === 'decisionTable'));
      await window.drawn();
      return { ms: performance.now() - begun, warnings: warnings.map((warning) => warning.message) };
    }, readFileSync(file, 'utf8'));
    if (opened.warnings.length) throw new Error(opened.warnings.join('; '));
    const rows = await page.locator('tbody tr td.rule-index').count();
    if (!rows) throw new Error('no row was drawn');
    const cell = page.locator('tbody tr').nth(Math.floor(rows / 2)).locator('td').nth(3);
    await cell.scrollIntoViewIfNeeded();
    const begun = performance.now();
    await cell.click();
    await page.waitForFunction(() => document.activeElement?.isContentEditable || document.activeElement?.tagName === 'TEXTAREA');
    await page.evaluate(() => window.drawn());
    return { rows, opens: opened.ms, click: performance.now() - begun };
  } finally {
    await page.close();
  }
};

const middle = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;

const asked = process.argv.slice(2).map((path) => resolve(root, path));
const files = asked.length ? asked : tablesIn(join(root, 'processes'));
const browser = await launchBrowser();
let failed = 0;
try {
  console.log('| table | rows | opens in | a click in a cell |\n|---|---|---|---|');
  for (const file of files) {
    const name = relative(root, file);
    try {
      const runs = [];
      for (let round = 0; round < rounds; round += 1) runs.push(await measure(browser, file));
      const opens = middle(runs.map((run) => run.opens));
      console.log(`| ${name} | ${runs[0].rows} | ${seconds(opens)} | ${seconds(middle(runs.map((run) => run.click)))} |`);
      if (opens >= limit) {
        failed += 1;
        console.error(`${name} takes ${seconds(opens)} to open; a table must open in less than ${seconds(limit)}. Split it.`);
      }
    } catch (error) {
      failed += 1;
      console.error(`${name} cannot be measured: ${error.message}`);
    }
  }
} finally {
  await browser.close();
}
process.exit(failed ? 1 : 0);
