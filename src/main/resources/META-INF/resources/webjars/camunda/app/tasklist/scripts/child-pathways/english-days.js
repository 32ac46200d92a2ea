// The form's date fields follow the browser's language: on an American browser 3 April would read 04/03.
// Whoever asks for "the default" here gets England's order: day, month, year.
const Original = Intl.DateTimeFormat;

function DateTimeFormat(locale, options) {
  const asked = locale === undefined || locale === 'default' ? 'en-GB' : locale;
  return new Original(asked, options);
}

DateTimeFormat.prototype = Original.prototype;
DateTimeFormat.supportedLocalesOf = Original.supportedLocalesOf.bind(Original);
Intl.DateTimeFormat = DateTimeFormat;
