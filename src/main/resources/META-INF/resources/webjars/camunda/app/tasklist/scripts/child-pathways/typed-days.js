// Days and times as people in England write them: what is typed is what is meant, or a sentence says why it is not read.
// As it comes, the date field reads 03112026 as 3 December and empties itself when it does not understand.

const MONTHS = [
  'january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'
];
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const EARLIEST = 1900;
const LATEST = 2100;
// Of a year in two figures: further ahead than this it was in the last century.
const AHEAD = 20;

const capital = word => word[0].toUpperCase() + word.slice(1);

function plain(text) {
  return text
    .replace(/[\u00a0\u2000-\u200b\u202f\ufeff]/g, ' ')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .trim()
    .replace(/\s+/g, ' ');
}

function named(word, names) {
  const start = word.toLowerCase().replace(/\.$/, '');
  const at = start.length < 3 ? -1 : names.findIndex(name => name.startsWith(start));
  return at < 0 ? null : at;
}

function year(figures) {
  const number = Number(figures);
  if (figures.length === 4) {
    return number;
  }
  if (figures.length !== 2) {
    return null;
  }
  const now = new Date().getFullYear();
  const here = now - (now % 100) + number;
  return here > now + AHEAD ? here - 100 : here;
}

/** Day, month and year as written, and the weekday where one is; or what is missing; null where it is no date. */
function parts(text) {
  let found = text.match(/^(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})(?:T[\d:.]*Z?)?$/);
  if (found) {
    return { day: found[3], month: Number(found[2]), year: found[1] };
  }
  found = text.match(/^(\d{1,2}) ?[-/.,\\ ] ?(\d{1,2}) ?[-/.,\\ ] ?(\d{1,4})\.?$/);
  if (found) {
    return { day: found[1], month: Number(found[2]), year: found[3] };
  }
  found = text.match(/^\d{8}$/);
  if (found) {
    const dayFirst = /(19|20)\d\d$/.test(text) || !/^(19|20)/.test(text);
    return dayFirst
      ? { day: text.slice(0, 2), month: Number(text.slice(2, 4)), year: text.slice(4) }
      : { day: text.slice(6), month: Number(text.slice(4, 6)), year: text.slice(0, 4) };
  }
  found = text.match(/^\d{6}$/);
  if (found) {
    return { day: text.slice(0, 2), month: Number(text.slice(2, 4)), year: text.slice(4) };
  }
  if (/^\d{1,2} ?[-/. ] ?\d{1,2}$/.test(text)) {
    return { missing: 'please type the year too, as in ' + text.replace(/ /g, '') + '/' + new Date().getFullYear() };
  }
  found = text.match(/^(?:([a-z.]+),? )?(\d{1,2})(?:st|nd|rd|th)?(?: of)?[- .]?([a-z]{3,}\.?)(?:,? ?[- ]?(\d{1,4}))?$/i);
  const american = found ? null : text.match(/^(?:([a-z.]+),? )?([a-z]{3,}\.?) (\d{1,2})(?:st|nd|rd|th)?,?(?: (\d{1,4}))?$/i);
  if (!found && !american) {
    return null;
  }
  const [weekday, day, word, years] = found ? found.slice(1) : [american[1], american[3], american[2], american[4]];
  const month = named(word, MONTHS);
  const dayOfWeek = weekday ? named(weekday, WEEKDAYS) : undefined;
  if (month === null || dayOfWeek === null) {
    return null;
  }
  return years
    ? { day, month: month + 1, year: years, dayOfWeek }
    : { missing: 'please type the year too, as in ' + Number(day) + ' ' + capital(MONTHS[month]) + ' ' + new Date().getFullYear() };
}

/** @returns {{day: Date}|{why: string}|null} null for nothing typed */
export function readDay(typed) {
  const text = plain(typed);
  if (!text) {
    return null;
  }
  const said = '“' + text + '”: ';
  const read = parts(text);
  if (!read) {
    return { why: said + 'this is not read as a date. Please type day, month and year, as in 25/11/2026.' };
  }
  if (read.missing) {
    return { why: said + read.missing + '.' };
  }
  const day = Number(read.day);
  const full = year(read.year);
  if (full === null || full < EARLIEST || full > LATEST) {
    return { why: said + 'is the year right? Please type it in four figures, as in 25/11/2026.' };
  }
  if (read.month < 1 || read.month > 12) {
    return { why: said + 'there is no month ' + read.month + '. The day comes first, as in 25/11/2026.' };
  }
  const days = new Date(full, read.month, 0).getDate();
  const month = capital(MONTHS[read.month - 1]);
  if (day < 1 || day > days) {
    return { why: said + month + ' ' + full + ' has ' + days + ' days.' };
  }
  const date = new Date(full, read.month - 1, day);
  if (read.dayOfWeek !== undefined && date.getDay() !== read.dayOfWeek) {
    return { why: said + day + ' ' + month + ' ' + full + ' is a ' + capital(WEEKDAYS[date.getDay()]) + '. Which is meant?' };
  }
  return { day: date };
}

const two = number => String(number).padStart(2, '0');

/** @returns {{time: string}|{why: string}|null} null for nothing typed */
export function readTime(typed) {
  const text = plain(typed).toLowerCase();
  if (!text) {
    return null;
  }
  const why = '“' + plain(typed) + '”: this is not read as a time of day. Please type it as 16:40.';
  if (text === 'noon' || text === 'midday') {
    return { time: '12:00' };
  }
  const found =
    text.match(/^(\d{1,2}) ?[:.,h\- ] ?(\d{2})(?::\d{2})? ?(am|pm|a\.m\.?|p\.m\.?|a|p|hrs?|h)?$/) ||
    text.match(/^(\d{1,2})(\d{2}) ?(am|pm|a\.m\.?|p\.m\.?|a|p|hrs?|hours|h)?$/) ||
    text.match(/^(\d{1,2})() ?(am|pm|a\.m\.?|p\.m\.?)$/);
  if (!found) {
    return { why };
  }
  let hour = Number(found[1]);
  const minute = Number(found[2] || 0);
  const half = (found[3] || '').replace(/\./g, '');
  if (/^[ap]/.test(half)) {
    const saidTwice = half[0] === 'p' && hour > 12;
    if (!saidTwice && (hour < 1 || hour > 12)) {
      return { why };
    }
    hour = saidTwice ? hour : (hour % 12) + (half[0] === 'p' ? 12 : 0);
  }
  return hour > 23 || minute > 59 ? { why } : { time: two(hour) + ':' + two(minute) };
}
