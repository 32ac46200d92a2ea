// A tab beside the form: why the task is due when it is.

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

async function show(node, taskId) {
  const answer = await fetch(api() + '/tasks/' + encodeURIComponent(taskId) + '/due', {
    credentials: 'same-origin',
    headers: { Accept: 'application/json' }
  });
  node.textContent = '';
  if (!answer.ok) {
    put(node, 'p', answer.status === 404 ? 'This task has no time limit.' : 'The reason cannot be shown now.');
    return;
  }
  const due = await answer.json();
  put(node, 'h4', due.name);
  put(node, 'p', due.text, 'why-this-date-text');
  put(node, 'p', due.state);
  if (due.authority) {
    put(node, 'p', 'From: ' + due.authority);
  }
  if (due.table) {
    put(node, 'p', 'Calculated by ' + due.table);
  }
}

export default [
  {
    id: 'why-this-date',
    pluginPoint: 'tasklist.task.detail',
    priority: 900,
    properties: { label: 'Why this date' },
    render: (node, { taskId }) => {
      node.classList.add('why-this-date');
      put(node, 'p', 'Looking it up …');
      show(node, taskId).catch(() => {
        node.textContent = 'The reason cannot be shown now.';
      });
    },
    unmount: () => {}
  }
];
