// Holds the element templates against the public schema of Camunda Modeler, and names what it refuses.
import { readFileSync } from 'node:fs';
import { validateAll } from '@bpmn-io/element-templates-validator';

const file = new URL('../../.camunda/element-templates/child-pathways.json', import.meta.url);
const templates = JSON.parse(readFileSync(file, 'utf8'));
const { valid, results } = validateAll(templates);
results
  .filter((result) => !result.valid)
  .forEach((result) => console.log(`${result.object?.name}: ${result.errors.map((error) => error.message).join('; ')}`));
const ids = new Set(templates.map((template) => template.id));
if (ids.size !== templates.length) {
  console.log('Two templates have the same id.');
}
if (!valid || templates.length === 0 || ids.size !== templates.length) {
  process.exit(1);
}
console.log(`${templates.length} element templates are as the public schema asks.`);
