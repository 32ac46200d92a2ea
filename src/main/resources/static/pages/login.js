// What stands behind # in an address never reaches the server: it is carried over the log-in, so that one comes back to the same task.
const form = document.getElementById('login');
if (form && location.hash) {
  form.action += location.hash;
}

// Tabs that stood open show nothing any more of what somebody typed who has logged out.
if (new URLSearchParams(location.search).has('out')) {
  new BroadcastChannel('child-pathways-signed-out').postMessage('');
}
