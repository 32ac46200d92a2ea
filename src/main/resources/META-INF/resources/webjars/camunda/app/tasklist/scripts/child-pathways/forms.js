// Makes Camunda Forms in Tasklist fit for work.
//
// As it comes, Tasklist disables Complete as long as the viewer's error map has a key, and typing in a row of a
// repeating list leaves one there for good. So Complete is always live here; the form is judged when it is submitted,
// and the server judges again. Imported before Angular starts; a change of the vendor's version must be tried out
// (a browser test completes a list).

import { Draft } from './drafts.js';
import { formIn } from './viewer.js';
import { startedFrom } from './started-from.js';

const WAIT = 30;

/** Text lies up to 300 ms in a field before the form knows it; leaving the field hands it over at once. */
function flush() {
  const active = document.activeElement;
  if (active && active !== document.body && typeof active.blur === 'function') {
    active.blur();
  }
  return new Promise(done => setTimeout(done, WAIT));
}

// Leaving a field may take away its error and move everything below it up: between the press and the release of the
// mouse the button would slip from under the pointer, and the click be lost. So a press counts for what was pressed.
const PRESSABLE = 'button, a, label, input, .fjs-input-group, .fjs-dropdownlist-item';
let press = null;

document.addEventListener(
  'mousedown',
  event => {
    const target = event.button === 0 && event.target.closest && event.target.closest(PRESSABLE);
    press = target ? { target, x: event.clientX, y: event.clientY } : null;
  },
  true
);

document.addEventListener(
  'mouseup',
  event => {
    const pressed = press;
    press = null;
    if (
      pressed &&
      pressed.target.isConnected &&
      !pressed.target.contains(event.target) &&
      Math.abs(event.clientX - pressed.x) < 5 &&
      Math.abs(event.clientY - pressed.y) < 5
    ) {
      pressed.target.click();
    }
  },
  true
);

function labels(form, ids) {
  const found = [];
  (function walk(components) {
    (components || []).forEach(component => {
      if (ids.includes(component.id)) {
        found.push(component.label || component.dateLabel || component.key);
      }
      walk(component.components);
    });
  })(form && form._getState().schema && form._getState().schema.components);
  return found;
}

/** The question that a refusal of the server names first, in the order of the form. */
function named(element, message) {
  return [...element.querySelectorAll('.fjs-form-field')].find(field => {
    const label = field.querySelector('.fjs-form-field-label');
    const words = label && label.textContent.replace(/\*$/, '').trim();
    return words && field.offsetParent && (message.includes("'" + words + "'") || message.includes('“' + words + '”'));
  });
}

/** Whoever presses Complete sees, and may answer at once, the first answer that is missing or cannot be right. */
function showFirstError(element, message) {
  const wrong =
    [...element.querySelectorAll('.fjs-form-field-error')].map(words => words.closest('.fjs-form-field')).find(Boolean) ||
    element.querySelector('.fjs-has-errors') ||
    (message && named(element, message));
  if (!wrong) {
    return;
  }
  const answer = wrong.querySelector('input:not([type=hidden]), textarea, select, [tabindex="0"]');
  if (answer) {
    answer.focus({ preventScroll: true });
  }
  wrong.scrollIntoView({ block: wrong.offsetHeight > innerHeight / 2 ? 'start' : 'center' });
}

const DRAWN = 150;

/** Once the viewer has drawn what is wrong; whoever goes on by themselves meanwhile is left where they are. */
function showOnceDrawn(element, message) {
  const doings = ['pointerdown', 'keydown', 'input'];
  const timer = setTimeout(() => {
    stop();
    showFirstError(element, message);
  }, DRAWN);
  const stop = () => {
    clearTimeout(timer);
    doings.forEach(type => document.removeEventListener(type, stop, true));
  };
  doings.forEach(type => document.addEventListener(type, stop, true));
}

function inWords(error, element) {
  if (!error) {
    return error;
  }
  showOnceDrawn(element, error.message);
  if (error.message) {
    return error;
  }
  const named = labels(formIn(element), Object.keys(error));
  return new Error(
    named.length
      ? 'Please look at these answers again: ' + named.join('; ') + '.'
      : 'Some answers are missing or cannot be right. They are marked in the form.'
  );
}

/** Where the engine's REST interface of this web application lies. */
function engineApi() {
  const base = document.querySelector('base');
  const engine = (location.pathname.match(/\/app\/tasklist\/([^/]+)/) || [])[1] || 'default';
  return base.getAttribute('engine-api') + 'engine/' + engine;
}

/**
 * Tasklist fetches no variables for a start form: without them a list of children to choose from stays empty. Answers the
 * names of what is filled in because the form was opened from a child's page or a task.
 */
async function fillStartForm(form, processDefinitionId) {
  const answer = await fetch(
    engineApi() + '/process-definition/' + encodeURIComponent(processDefinitionId) + '/form-variables' + startedFrom(),
    { credentials: 'same-origin', headers: { Accept: 'application/json' } }
  );
  if (!answer.ok) {
    return [];
  }
  const variables = await answer.json();
  const data = {};
  Object.keys(variables).forEach(name => {
    const variable = variables[name];
    data[name] = variable.type === 'Json' ? JSON.parse(variable.value) : variable.value;
  });
  const filledIn = data.filledIn || [];
  delete data.filledIn;
  if (Object.keys(data).length) {
    await form.importSchema(form._getState().schema, data);
  }
  return filledIn;
}

function wrapped(controller, element, scope) {
  const proxy = Object.create(controller);
  const params = () => controller.getParams();
  let draft = null;

  // What is typed goes to the server by itself: the vendor's button would leave it in the browser.
  proxy.registerSaveHandler = () => {};

  scope.$on('modal.closing', (event, reason) => {
    if (draft && (reason === 'escape key press' || reason === 'backdrop click') && draft.hasText()) {
      event.preventDefault();
    }
  });
  scope.$on('$destroy', () => draft && draft.close());

  proxy.notifyFormValidated = () => controller.notifyFormValidated(false);

  proxy.notifyFormInitialized = async () => {
    const { taskId, processDefinitionId } = params();
    const form = formIn(element);
    if (form && (taskId || processDefinitionId)) {
      element.inert = true;
      try {
        const filledIn = taskId ? [] : await fillStartForm(form, processDefinitionId);
        if (!scope.$$destroyed) {
          draft = new Draft(form, element, { taskId, processDefinitionId, filledIn });
          await Promise.race([draft.fetch(), new Promise(done => setTimeout(done, 5000))]);
        }
      } finally {
        element.inert = false;
      }
    }
    controller.notifyFormInitialized();
  };

  proxy.registerCompletionHandler = handler =>
    controller.registerCompletionHandler(async done => {
      await flush();
      await (draft && draft.handingIn());
      handler((error, result) => {
        if (draft) {
          error ? draft.refused() : draft.done();
        }
        done(inWords(error, element), result);
      });
    });

  return proxy;
}

angular.module('cam.tasklist.form').config([
  '$provide',
  $provide =>
    $provide.decorator('camTasklistFormCamundaDirective', [
      '$delegate',
      $delegate => {
        const directive = $delegate[0];
        const compile = directive.compile;
        directive.compile = function () {
          const link = compile.apply(this, arguments);
          return function (scope, element, attributes, controller) {
            return link.call(this, scope, element, attributes, wrapped(controller, element[0], scope));
          };
        };
        return $delegate;
      }
    ])
]);

// A refused answer is no error of the machine: the notice says what to do and not that "an error happened".
angular.module('cam.tasklist.form').run([
  'Notifications',
  notifications => {
    const addError = notifications.addError;
    const addMessage = notifications.addMessage;
    let refusals = [];
    // Once it is done, nothing goes on saying that it is not.
    notifications.addMessage = function (notice) {
      refusals.forEach(({ status, message }) => this.clear({ status, message }));
      refusals = [];
      return addMessage.call(this, notice);
    };
    notifications.addError = function (notice) {
      if (/^An error happened while submitting/.test(notice.status)) {
        notice.status = 'Not completed yet';
        refusals.push(notice);
      } else if (/^The process could not be started/.test(notice.status)) {
        notice.status = 'Not started yet';
        refusals.push(notice);
      }
      return addError.call(this, notice);
    };
  }
]);

// A group of radios or ticks is announced with its question: the vendor draws the question as a label of nothing.
let groups = 0;

function nameGroups() {
  document.querySelectorAll('.fjs-form-field-radio, .fjs-form-field-checklist').forEach(group => {
    if (group.getAttribute('role')) {
      return;
    }
    const question = group.querySelector(':scope > label.fjs-form-field-label:not([for])');
    if (question) {
      question.id = question.id || 'question-' + ++groups;
      group.setAttribute('role', group.classList.contains('fjs-form-field-radio') ? 'radiogroup' : 'group');
      group.setAttribute('aria-labelledby', question.id);
    }
  });
}

/** Neither does the browser remember what was typed, to offer it again or to bring the page back after a crash. */
function rememberNothing() {
  document.querySelectorAll('.fjs-form:not([autocomplete])').forEach(form => form.setAttribute('autocomplete', 'off'));
}

new MutationObserver(() => {
  nameGroups();
  rememberNothing();
}).observe(document.documentElement, { childList: true, subtree: true });

// The list begins with what is due first; Tasklist would begin with what is newest.
if (!/[?&]sorting=/.test(location.hash)) {
  const hash = location.hash || '#/';
  const sorting = 'sorting=' + encodeURIComponent(JSON.stringify([{ sortBy: 'dueDate', sortOrder: 'asc' }]));
  history.replaceState(null, '', hash + (hash.includes('?') ? '&' : '?') + sorting);
}
