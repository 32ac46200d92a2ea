// At a field for a day: what is worth a second look about the day that was just chosen. A meeting on a bank holiday, a
// year that looks like a slip. The server knows the calendar and today; nothing is refused here.
import { questionOf } from './viewer.js';

const API = new URL('../../../../../api/days/', import.meta.url).pathname;
const DAY = '.fjs-form-field-datetime input[id$="-date"]';
const CLASS = 'child-pathways-asks';
// The calendar hands its day over shortly after the click.
const SETTLED = 80;
const known = new WeakMap();

const two = number => String(number).padStart(2, '0');

function chosen(input) {
  const day = input._flatpickr && input._flatpickr.selectedDates[0];
  return day ? day.getFullYear() + '-' + two(day.getMonth() + 1) + '-' + two(day.getDate()) : '';
}

/** Somebody plans: only there does it matter whether people work on that day. */
function planned(input) {
  const question = questionOf(input);
  const checks = ((question && question.properties && question.properties.check) || '').split(/\s+/);
  return checks.includes('not-in-past');
}

function say(input, sentences) {
  const field = input.closest('.fjs-form-field');
  if (!field) {
    return;
  }
  let words = [...field.querySelectorAll('.' + CLASS)].find(each => each.dataset.of === input.id);
  if (!words) {
    if (!sentences.length) {
      return;
    }
    words = document.createElement('p');
    words.className = CLASS;
    words.setAttribute('role', 'status');
    words.dataset.of = input.id;
    field.appendChild(words);
  }
  words.textContent = sentences.join(' ');
  words.hidden = !sentences.length;
}

async function ask(input, day) {
  const answer = await fetch(API + day, { credentials: 'same-origin', headers: { Accept: 'application/json' } });
  if (!answer.ok || chosen(input) !== day) {
    return;
  }
  const about = await answer.json();
  const sentences = [];
  if (about.notWorking && planned(input)) {
    sentences.push(about.notWorking + ' Is that meant?');
  }
  if (about.farAway) {
    sentences.push(about.farAway);
  }
  say(input, sentences);
}

function look(input) {
  const day = chosen(input);
  if (!known.has(input) || known.get(input) === day) {
    return;
  }
  known.set(input, day);
  say(input, []);
  if (day) {
    ask(input, day).catch(() => {});
  }
}

// What the form brought along is not asked about: what stands there when the field is entered.
['focus', 'mousedown', 'keydown'].forEach(type =>
  document.addEventListener(type, ({ target }) => {
    if (target.matches && target.matches(DAY) && !known.has(target)) {
      known.set(target, chosen(target));
    }
  }, true)
);

// Left by Tab or Enter, or taken from the calendar.
['blur', 'change', 'keyup', 'mouseup', 'touchend'].forEach(type =>
  document.addEventListener(type, ({ target }) => {
    const field = target.closest && target.closest('.fjs-form-field-datetime');
    if (field) {
      setTimeout(() => field.querySelectorAll('input[id$="-date"]').forEach(look), SETTLED);
    }
  }, true)
);

export default [];
