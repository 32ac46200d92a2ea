// The cards of Tasklist's list: a late one stands out in colour, as it does in words; the journey's name is not said twice.
// Above them a field that finds work by whom it is about, who has it and what it is: Tasklist's own knows variables and
// operators.

const WORK = new URL('../../../../../work', import.meta.url).pathname;

function mark(card) {
  const said = [...card.querySelectorAll('.variable-value')];
  const late = said.filter(value => value.textContent.trim().startsWith('late:'));
  card.classList.toggle('child-pathways-late', late.length > 0);
  said.forEach(value => value.classList.toggle('child-pathways-late-words', late.includes(value)));
  const title = card.querySelector('h4.task');
  const process = card.querySelector('h6.process-definition');
  if (title && process) {
    process.hidden = title.textContent.trim().startsWith(process.textContent.trim());
  }
}

function search() {
  const list = document.querySelector('.tasks-list > .content');
  if (!list || list.querySelector('.child-pathways-search')) {
    return;
  }
  const form = document.createElement('form');
  form.className = 'child-pathways-search';
  form.action = WORK;
  form.method = 'get';
  form.setAttribute('role', 'search');
  const label = document.createElement('label');
  label.htmlFor = 'child-pathways-q';
  label.textContent = 'Find by child, family, worker or words';
  const field = document.createElement('input');
  field.id = 'child-pathways-q';
  field.name = 'q';
  field.type = 'search';
  field.autocomplete = 'off';
  field.className = 'form-control';
  field.required = true;
  const button = document.createElement('button');
  button.className = 'btn btn-default';
  button.textContent = 'Find';
  form.append(label, field, button);
  list.prepend(form);
}

new MutationObserver(() => {
  search();
  document.querySelectorAll('.tasks-list li.task').forEach(mark);
}).observe(document.documentElement, { childList: true, subtree: true, characterData: true });

export default [];
