// From where a form of the start list was opened: a child's page, or a task. It stands in the address, and the server fills
// in what is known by it. Imported by forms.js and by starts.js.

export const FROM = ['aboutChild', 'aboutTask'];

/** What stands in the address after its question mark. */
export function inAddress(address = location.hash) {
  return new URLSearchParams(address.slice(address.indexOf('?') + 1 || address.length));
}

/** The same for the question with what the form opens, "" where it was opened from the list itself. */
export function startedFrom() {
  const address = inAddress();
  const from = new URLSearchParams(FROM.filter(name => address.get(name)).map(name => [name, address.get(name)]));
  return from.size ? '?' + from : '';
}
