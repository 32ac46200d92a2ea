// A tab beside the form: the words of the standards behind the task, guidance first.

function api() {
  return document.querySelector('base').getAttribute('app-root').replace(/\/camunda\/?$/, '') + '/api';
}

function put(node, tag, text, className) {
  const child = document.createElement(tag);
  child.textContent = text;
  if (className) {
    child.className = className;
  }
  node.appendChild(child);
  return child;
}

function list(node, heading, lines) {
  if (!lines.length) {
    return;
  }
  put(node, 'h4', heading);
  const all = put(node, 'ul', '', 'clauses-behind-task');
  lines.forEach((line) => {
    const item = put(all, 'li', '');
    put(item, 'span', line.words);
    if (line.missing) {
      put(item, 'p', 'Not all of it is asked here yet: ' + line.missing + '.', 'clause-missing');
    }
    const from = put(item, 'p', line.from + ' · ', 'clause-from');
    const link = put(from, 'a', line.clause);
    link.href = '/standards?q=' + encodeURIComponent(line.clause);
  });
}

async function show(node, taskId) {
  const answer = await fetch(api() + '/tasks/' + encodeURIComponent(taskId) + '/clauses', {
    credentials: 'same-origin',
    headers: { Accept: 'application/json' }
  });
  node.textContent = '';
  if (!answer.ok) {
    put(node, 'p', 'The standards behind this task cannot be shown now.');
    return;
  }
  const words = await answer.json();
  if (!words.goodLooksLike.length && !words.asked.length) {
    put(node, 'p', 'No clause of the practice standards stands behind this task.');
    return;
  }
  list(node, 'What good looks like', words.goodLooksLike);
  list(node, 'What the standards ask here', words.asked);
}

export default [
  {
    id: 'what-good-looks-like',
    pluginPoint: 'tasklist.task.detail',
    priority: 895,
    properties: { label: 'What good looks like' },
    render: (node, { taskId }) => {
      node.classList.add('why-this-date');
      put(node, 'p', 'Looking it up …');
      show(node, taskId).catch(() => {
        node.textContent = 'The standards behind this task cannot be shown now.';
      });
    },
    unmount: () => {}
  }
];
