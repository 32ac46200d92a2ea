// Keeps models, decision tables and forms as Camunda Modeler writes them, so that one label changed there is a diff of
// one line. Models and forms are opened in the editors that Modeler is built of, in a browser, and saved: the editors
// move a drawing to the origin, order its shapes and fill in defaults, which reading and writing the file would not do.
//   npm --prefix docs/diagrams run format            rewrites what differs
//   npm --prefix docs/diagrams run check             names what differs and fails
//   npm --prefix docs/diagrams run check -- FILE…    only these files (paths from the project's root)
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BpmnModdle } from 'bpmn-moddle';
import { DmnModdle } from 'dmn-moddle';
import { launchBrowser } from './browser.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '../..');
const folders = ['processes', 'forms', 'src/test/resources'];
const require = createRequire(import.meta.url);

// Modeler puts its name and version into each file that it saves. A file from another tool gets this version; a version
// that some Modeler has written stays, so that a newer Modeler does not fail the check.
const exporter = { name: 'Camunda Modeler', version: '5.40.0' };

const extensions = {
  camunda: require('camunda-bpmn-moddle/resources/camunda.json'),
  modeler: require('modeler-moddle/resources/modeler.json'),
};
const bpmn = new BpmnModdle(extensions);
const dmn = new DmnModdle({
  camunda: require('camunda-dmn-moddle/resources/camunda.json'),
  modeler: require('modeler-moddle/resources/dmn-modeler.json'),
});

const browser = await launchBrowser();
const editor = async (script, open, settings) => {
  const page = await browser.newPage();
  await page.setContent('<!doctype html><style>#editor{width:1200px;height:900px}</style><div id="editor"></div>');
  await page.addScriptTag({ path: join(here, 'node_modules', script) });
  await page.evaluate(open, settings);
  return page;
};

const modelEditor = await editor('camunda-bpmn-js/dist/camunda-platform-modeler.production.min.js', (moddleExtensions) => {
  window.modeler = new window.BpmnModeler({ container: '#editor', moddleExtensions });
}, { modeler: extensions.modeler });

const formEditor = await editor('@bpmn-io/form-js/dist/form-editor.umd.js', () => {
  window.editor = new window.FormEditor.FormEditor({ container: document.querySelector('#editor') });
});

const read = async (moddle, xml) => {
  const { rootElement, warnings } = await moddle.fromXML(xml);
  // What was not understood would be lost in writing.
  refuse(warnings.map((warning) => warning.message));
  const own = rootElement.exporter === exporter.name;
  rootElement.exporter = exporter.name;
  rootElement.exporterVersion = own ? rootElement.exporterVersion : exporter.version;
  return rootElement;
};

const refuse = (warnings) => {
  if (warnings.length) throw new Error(warnings.map((warning) => warning.replaceAll(/\s+/g, ' ')).join('; '));
};

// On saving, Modeler moves a drawing that begins more than 50 pixels off its usual place, and in moving fits each label
// to the fonts of that machine. The same move is made here beforehand, with labels as they are.
const alignToOrigin = async (definitions) => {
  const { xml } = await bpmn.toXML(definitions, { format: true });
  const opened = await modelEditor.evaluate(async (model) => {
    const { warnings } = await window.modeler.importXML(model);
    const origin = window.modeler.get('alignToOrigin');
    const move = origin.computeAdjustment(window.modeler.get('canvas').viewbox().inner, origin._config);
    return { move, warnings: warnings.map((warning) => warning.message) };
  }, xml);
  refuse(opened.warnings);
  const { x, y } = opened.move;
  if (x === 0 && y === 0) return xml;
  const points = definitions.diagrams[0].plane.planeElement
    .flatMap((drawn) => [drawn.bounds, drawn.label?.bounds, ...(drawn.waypoint ?? [])])
    .filter((point) => point);
  for (const point of points) {
    point.x += x;
    point.y += y;
  }
  return (await bpmn.toXML(definitions, { format: true })).xml;
};

// On renaming something that carries its label inside, Modeler notes once that the label is drawn.
const labelledOutside = /^bpmn:(.*Event|.*Gateway|Data.*|Group)$/;
const noteLabels = (definitions) => {
  for (const { plane } of definitions.diagrams) {
    for (const drawn of plane.planeElement) {
      const { $type, name, text } = drawn.bpmnElement;
      if (drawn.$type === 'bpmndi:BPMNShape' && !drawn.label && (name || text) && !labelledOutside.test($type)) {
        drawn.label = bpmn.create('bpmndi:BPMNLabel');
      }
    }
  }
};

const writers = {
  '.bpmn': async (text) => {
    const definitions = await read(bpmn, text);
    // The editor opens no model without a picture. Only the tests have such.
    if (!definitions.diagrams?.length) return (await bpmn.toXML(definitions, { format: true })).xml;
    noteLabels(definitions);
    const xml = await alignToOrigin(definitions);
    return modelEditor.evaluate(async (model) => {
      await window.modeler.importXML(model);
      return (await window.modeler.saveXML({ format: true })).xml;
    }, xml);
  },
  '.dmn': async (text) => (await dmn.toXML(await read(dmn, text), { format: true })).xml,
  '.form': async (text) => {
    const schema = JSON.parse(text);
    if (schema.exporter?.name !== exporter.name) schema.exporter = exporter;
    const saved = await formEditor.evaluate(async (schema) => {
      const { warnings } = await window.editor.importSchema(schema);
      return { schema: window.editor.saveSchema(), warnings: warnings.map((warning) => warning.message) };
    }, schema);
    refuse(saved.warnings);
    saved.schema.schemaVersion = Math.max(saved.schema.schemaVersion, schema.schemaVersion ?? 0);
    return JSON.stringify(saved.schema, null, 2);
  },
};

const filesIn = (folder) =>
  readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesIn(path);
      return extname(path) in writers ? [path] : [];
    })
    .sort();

const run = async (task, files) => {
  let unread = 0;
  const different = [];
  for (const file of files) {
    const name = relative(root, file);
    const text = readFileSync(file, 'utf8');
    try {
      const written = await writers[extname(file)](text);
      if (written === text) continue;
      different.push(name);
      if (task === 'rewrite') writeFileSync(file, written);
    } catch (error) {
      unread += 1;
      console.error(`${name} cannot be opened as Camunda Modeler opens it: ${error.message}`);
    }
  }
  if (task === 'rewrite') {
    different.forEach((name) => console.log(name));
    console.log(`${different.length} of ${files.length} files rewritten.`);
    return unread === 0;
  }
  different.forEach((name) => console.error(`${name} is not as Camunda Modeler writes it`));
  if (different.length) {
    console.error(`${different.length} of ${files.length} files differ. "npm --prefix docs/diagrams run format" rewrites them.`);
  } else if (!unread) {
    console.log(`${files.length} models, decision tables and forms are as Camunda Modeler writes them.`);
  }
  return unread === 0 && different.length === 0;
};

const [task, ...asked] = process.argv.slice(2);
const files = asked.length
  ? asked.map((path) => resolve(root, path))
  : folders.flatMap((folder) => filesIn(join(root, folder)));
let passed = false;
try {
  passed = await run(task, files);
} finally {
  await browser.close();
}
process.exit(passed ? 0 : 1);
