import { readDay, readTime } from './typed-days.js';

// The form's date fields follow the browser's language: on an American browser 3 April would read 04/03.
// Code that asks for "the default" here gets England's order: day, month, year.
const Original = Intl.DateTimeFormat;

function DateTimeFormat(locale, options) {
  const asked = locale === undefined || locale === 'default' ? 'en-GB' : locale;
  return new Original(asked, options);
}

DateTimeFormat.prototype = Original.prototype;
DateTimeFormat.supportedLocalesOf = Original.supportedLocalesOf.bind(Original);
Intl.DateTimeFormat = DateTimeFormat;

// What is typed is what is stored, or the field says why not.
const SAID = 'child-pathways-typed';

function said(input) {
  return [...input.closest('.fjs-form-field').querySelectorAll('.' + SAID)].find(words => words.dataset.of === input.id);
}

function say(input, why) {
  const before = said(input);
  if (before) {
    before.remove();
  }
  if (!why) {
    return;
  }
  const words = document.createElement('div');
  words.className = 'fjs-form-field-error ' + SAID;
  words.setAttribute('role', 'alert');
  words.dataset.of = input.id;
  words.textContent = why;
  input.closest('.fjs-form-field').appendChild(words);
}

function english(input) {
  const calendar = input && input._flatpickr;
  if (!calendar || calendar.config.parseDate) {
    return;
  }
  // The week of the calendar that opens under a date begins on Monday.
  calendar.set('locale', { firstDayOfWeek: 1 });
  calendar.set('parseDate', typed => {
    const read = readDay(typed);
    say(input, read && read.why);
    return read ? read.day : undefined;
  });
}

// Not at "focusin" alone, which does not come through in a dialog.
['focusin', 'focus', 'mousedown', 'keydown'].forEach(type =>
  document.addEventListener(type, event => english(event.target), true)
);

document.addEventListener(
  'input',
  event => {
    if (event.isTrusted && event.target.matches && event.target.matches('.fjs-form-field-datetime input')) {
      say(event.target, null);
    }
  },
  true
);

// The field for a time reads the text itself, when it is left and at Enter: it is given the text as it understands it.
function timeIsLeft(event) {
  const input = event.target;
  if (
    !event.isTrusted ||
    !input.matches ||
    !input.matches('.fjs-form-field-datetime input[id$="-time"]') ||
    (event.type === 'keydown' && event.key !== 'Enter')
  ) {
    return;
  }
  const read = readTime(input.value);
  const meant = read ? read.time || '' : input.value;
  if (meant === input.value) {
    return;
  }
  event.stopImmediatePropagation();
  event.preventDefault();
  say(input, read.why);
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input, meant);
  input.dispatchEvent(new Event('input', { bubbles: true }));
  const again =
    event.type === 'keydown'
      ? new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', keyCode: 13, bubbles: true, cancelable: true })
      : new FocusEvent('blur', { relatedTarget: event.relatedTarget });
  setTimeout(() => input.dispatchEvent(again), 10);
}

document.addEventListener('blur', timeIsLeft, true);
document.addEventListener('keydown', timeIsLeft, true);
