// The links from Tasklist to the children's records: one in the bar (others to the directory and the standards), and beside each task one to its child.

function link(node, href, text, className) {
  const a = document.createElement('a');
  a.href = href;
  a.textContent = text;
  if (className) {
    a.className = className;
  }
  node.appendChild(a);
}

export default [
  {
    id: 'child-pathways-work',
    pluginPoint: 'tasklist.navbar.action',
    priority: 220,
    render: (node) => link(node, '/work', 'My work', 'child-pathways-notices')
  },
  {
    id: 'child-pathways-children',
    pluginPoint: 'tasklist.navbar.action',
    priority: 210,
    render: (node) => link(node, '/children', 'Children', 'child-pathways-notices')
  },
  {
    id: 'child-pathways-people',
    pluginPoint: 'tasklist.navbar.action',
    priority: 205,
    render: (node) => link(node, '/people', 'People', 'child-pathways-notices')
  },
  {
    id: 'child-pathways-standards',
    pluginPoint: 'tasklist.navbar.action',
    priority: 203,
    render: (node) => link(node, '/standards', 'Standards', 'child-pathways-notices')
  },
  {
    id: 'child-pathways-record',
    pluginPoint: 'tasklist.task.detail',
    priority: 890,
    properties: { label: "Child's record" },
    render: (node, { taskId }) => {
      node.classList.add('why-this-date');
      const words = document.createElement('p');
      words.textContent = 'What is happening for this child, what is due and whom to call:';
      node.appendChild(words);
      link(node, '/children/of-task/' + encodeURIComponent(taskId), "Open the child's record");
    },
    unmount: () => {}
  }
];
