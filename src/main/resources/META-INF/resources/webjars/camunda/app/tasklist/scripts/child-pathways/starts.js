// What can I do: the dialog that starts a process, in groups and found by the words that people use; and beside each task
// what may be begun from it, with its child, its journey and its time limit filled in.

import { FROM, inAddress } from './started-from.js';

const API = new URL('../../../../../api/starts', import.meta.url).pathname;
const OURS = new URL('../../../../../', import.meta.url).pathname.replace(/\/$/, '');
const PAUSE = 200;

function put(node, tag, text, className) {
  const child = document.createElement(tag);
  child.textContent = text || '';
  if (className) {
    child.className = className;
  }
  node.appendChild(child);
  return child;
}

async function ask(address) {
  const answer = await fetch(address, { credentials: 'same-origin', headers: { Accept: 'application/json' } });
  if (!answer.ok) {
    throw Object.assign(new Error(answer.statusText), { status: answer.status });
  }
  return answer.json();
}

/** The address within Tasklist, beside what stands there already. */
function besideThis(address) {
  const all = inAddress();
  FROM.forEach(name => all.delete(name));
  inAddress(address).forEach((value, name) => all.set(name, value));
  return '#/?' + all;
}

function lines(node, starts, chosen) {
  const list = put(node, 'ul', '', 'child-pathways-starts-list');
  starts.forEach(start => {
    const item = put(list, 'li');
    const link = put(item, 'a', start.label);
    const page = !start.address.includes('processStart='); // of ours, and no form of Tasklist
    link.href = page ? OURS + start.address : besideThis(start.address);
    if (chosen && !page) {
      link.addEventListener('click', event => {
        if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
          event.preventDefault();
          chosen(start);
        }
      });
    }
    if (start.says) {
      put(item, 'span', start.says);
    }
  });
}

// ---- the dialog ----

/** The open dialog: the vendor's scope, and what of ours stands in it. */
let dialog = null;

function engine(address) {
  const base = document.querySelector('base');
  const name = (location.pathname.match(/\/app\/tasklist\/([^/]+)/) || [])[1] || 'default';
  return base.getAttribute('engine-api') + 'engine/' + name + address;
}

/** As the vendor's own list does, which asks the engine for the newest version that this person may start. */
async function open(scope, process) {
  const found = await ask(engine('/process-definition?' + new URLSearchParams({
    key: process, latest: true, active: true, startableInTasklist: true, startablePermissionCheck: true, maxResults: 1
  })));
  if (found.length) {
    scope.$apply(() => scope.selectProcessDefinition(found[0]));
  }
}

function show(answer, words) {
  const chosen = start => open(dialog.scope, start.process).catch(() => dialog && dialog.input && vendors());
  const { list } = dialog;
  list.textContent = '';
  answer.groups.forEach(group => {
    put(list, 'h4', group.title);
    lines(list, group.starts, chosen);
  });
  const said = put(list, 'p', '', 'child-pathways-starts-said');
  said.setAttribute('role', 'status');
  if (words) {
    said.textContent = answer.found.length
      ? answer.found.length + ' for “' + words + '”, the likeliest first'
      : 'Nothing that you can begin is found for “' + words + '”. Try another word, or empty the field for the whole list.';
    list.prepend(said);
    lines(list, answer.found, chosen);
  }
}

/** Where ours cannot be had, the vendor's list is there. */
function vendors() {
  dialog.list.textContent = '';
  dialog.list.closest('.modal-body').classList.remove('with-starts');
  dialog.failed = true;
}

async function look() {
  const mine = dialog;
  if (!mine || !mine.input) {
    return; // A form was chosen, or the dialog shut, before the last letter was looked up.
  }
  const words = mine.input.value.trim();
  const turn = (mine.turn = (mine.turn || 0) + 1);
  try {
    const answer = await ask(API + (words ? '?' + new URLSearchParams({ q: words }) : ''));
    if (dialog === mine && turn === mine.turn) {
      show(answer, words);
    }
  } catch (error) {
    if (dialog === mine && turn === mine.turn) {
      vendors();
    }
  }
}

/** The dialog's list stands there: a form was not chosen yet, or left again. */
function furnish(input) {
  const body = input.closest('.modal-content').querySelector('.modal-body');
  dialog.input = input;
  input.placeholder = 'section 47, visit, off sick …';
  input.setAttribute('aria-label', 'What do you want to do?');
  body.querySelectorAll('.child-pathways-starts').forEach(old => old.remove());
  dialog.list = document.createElement('div');
  dialog.list.className = 'child-pathways-starts';
  body.prepend(dialog.list);
  body.classList.add('with-starts');
  input.focus();
  look();
}

function watch() {
  if (!dialog || dialog.failed) {
    return;
  }
  const input = document.querySelector('.modal-dialog .modal-header input');
  if (input && input !== dialog.input && input.closest('.modal-content').querySelector('.modal-body')) {
    furnish(input);
  } else if (!input && dialog.input) {
    dialog.input = null;
    dialog.list.remove();
  }
}

// What is typed is ours to look up; the vendor would ask for names alone, two seconds later.
document.addEventListener(
  'input',
  event => {
    if (dialog && !dialog.failed && event.target === dialog.input) {
      event.stopPropagation();
      clearTimeout(dialog.wait);
      dialog.wait = setTimeout(look, PAUSE);
    }
  },
  true
);

document.addEventListener(
  'keydown',
  event => {
    if (event.key === 'Enter' && dialog && !dialog.failed && event.target === dialog.input) {
      event.preventDefault();
      const first = dialog.input.value.trim() && dialog.list.querySelector('a');
      if (first) {
        first.click();
      }
    }
  },
  true
);

angular.module('cam.tasklist.process').config([
  '$provide',
  $provide =>
    $provide.decorator('$controller', [
      '$delegate',
      '$injector',
      ($delegate, $injector) =>
        function (name, locals) {
          if (name === 'camProcessStartModalCtrl') {
            const mine = (dialog = { scope: locals.$scope });
            locals.$scope.$on('$destroy', () => {
              dialog = dialog === mine ? null : dialog;
              // The next form is begun for whom one says then.
              const gone = {};
              FROM.forEach(each => (gone[each] = null));
              $injector.get('search').updateSilently(gone);
            });
          }
          return $delegate.apply(this, arguments);
        }
    ])
]);

new MutationObserver(watch).observe(document.documentElement, { childList: true, subtree: true });

// ---- beside a task ----

async function fromTask(node, taskId) {
  node.textContent = '';
  let starts;
  try {
    starts = await ask(API + '/of-task/' + encodeURIComponent(taskId));
  } catch (error) {
    put(node, 'p', error.status === 404 ? 'Nothing can be begun from this task.' : 'This cannot be shown now.');
    return;
  }
  put(node, 'p', starts.length
    ? 'The form opens with what is known filled in. This task stays as it is.'
    : 'There is nothing that you can begin from this task.');
  lines(node, starts);
}

export default [
  {
    id: 'child-pathways-from-task',
    pluginPoint: 'tasklist.task.detail',
    priority: 895,
    properties: { label: 'More for this child' },
    render: (node, { taskId }) => {
      node.classList.add('why-this-date', 'child-pathways-starts');
      put(node, 'p', 'Looking it up …');
      fromTask(node, taskId);
    },
    unmount: () => {}
  },
  {
    id: 'child-pathways-what-can-i-do',
    pluginPoint: 'tasklist.navbar.action',
    priority: 215,
    render: node => {
      const link = put(node, 'a', 'What can I do', 'child-pathways-notices');
      link.href = '/start';
    }
  }
];
