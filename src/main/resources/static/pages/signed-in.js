// Tells the tabs that stood open that somebody has logged in again, and who.
const who = document.getElementById('signed-in').dataset.user;
new BroadcastChannel('child-pathways-signed-in').postMessage(who);
setTimeout(() => window.close(), 300);
