// The link from Tasklist to a person's notices: breaches, reminders, hand-overs.
export default {
  id: 'child-pathways-notices',
  pluginPoint: 'tasklist.navbar.action',
  priority: 200,
  render: (node) => {
    const link = document.createElement('a');
    link.href = '/notices';
    link.textContent = 'Notices';
    link.className = 'child-pathways-notices';
    node.appendChild(link);
  }
};
