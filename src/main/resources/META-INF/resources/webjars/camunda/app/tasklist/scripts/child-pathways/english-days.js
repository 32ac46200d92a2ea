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

// The week of the calendar that opens under a date begins on Monday.
document.addEventListener(
  'focusin',
  event => {
    const calendar = event.target && event.target._flatpickr;
    if (calendar && calendar.l10n.firstDayOfWeek !== 1) {
      calendar.set('locale', { firstDayOfWeek: 1 });
    }
  },
  true
);
