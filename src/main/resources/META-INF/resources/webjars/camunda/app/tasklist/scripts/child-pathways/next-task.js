// After a task is completed the next one of the person's own lists is offered; after a start, where it goes on.

const BEGUN = /\/process-definition\/.+\/submit-form$/;
const COMPLETED = /\/task\/([^/]+)\/(submit-form|complete)$/;

let bar = null;

function put(node, tag, text, className) {
  const child = document.createElement(tag);
  child.textContent = text;
  if (className) {
    child.className = className;
  }
  node.appendChild(child);
  return child;
}

function away() {
  if (bar) {
    bar.remove();
    bar = null;
  }
}

function root() {
  return document.querySelector('base').getAttribute('app-root').replace(/\/camunda\/?$/, '');
}

function begin() {
  away();
  bar = document.createElement('div');
  bar.className = 'next-task';
  bar.setAttribute('role', 'status');
}

function finish() {
  const all = put(bar, 'a', 'All my work');
  all.href = root() + '/work';
  const close = put(bar, 'button', 'Close', 'draft-button');
  close.type = 'button';
  close.addEventListener('click', away);
  document.body.appendChild(bar);
}

/** What was begun is often somebody else's next: who has it stands on the child's page. */
function begun(body) {
  let child = null;
  try {
    child = JSON.parse(body).variables.childRef.value;
  } catch (error) {
    child = null;
  }
  begin();
  const words = put(bar, 'p', child ? 'Begun. Who does what next stands on ' : 'Begun. It goes on with whoever has it next.');
  if (child) {
    const link = put(words, 'a', 'the page of ' + child);
    link.href = root() + '/children/' + encodeURIComponent(child) + '#runs';
    put(words, 'span', '.');
  }
  finish();
}

async function offer(after) {
  const answer = await fetch(root() + '/api/work/next?after=' + encodeURIComponent(after), {
    credentials: 'same-origin',
    headers: { Accept: 'application/json', 'X-Unattended': 'true' }
  });
  begin();
  if (answer.status === 204) {
    put(bar, 'p', 'Done. Nothing else waits for you now.');
  } else if (answer.ok) {
    const card = await answer.json();
    const words = put(bar, 'p', 'Done. Next: ');
    const link = put(words, 'a', card.title);
    link.href = '#/?task=' + encodeURIComponent(card.taskId);
    link.addEventListener('click', away);
    const about = card.child ? card.child + (card.childRef ? ', ' + card.childRef : '') + ' – ' : '';
    put(words, 'span', ' ' + about + card.dueWords);
  } else {
    away();
    return;
  }
  finish();
}

document.addEventListener('child-pathways-sent', event => {
  const done = event.detail.method === 'POST' && COMPLETED.exec(event.detail.address);
  if (done) {
    offer(decodeURIComponent(done[1])).catch(away);
  } else if (event.detail.method === 'POST' && BEGUN.test(event.detail.address)) {
    begun(event.detail.body);
  }
});

// Whoever opens something else has found what to do.
document.addEventListener('child-pathways-task', away);

export default [];
