// What is typed on this page is on the server within seconds, and comes back when the page is opened again.
const PAUSE = 1000;
const AGAIN = 5000;
const LAST_WORDS = 60000;

const form = document.querySelector('form[data-keep]');
const said = document.getElementById('kept');
const page = crypto.randomUUID ? crypto.randomUUID() : '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, digit =>
  (digit ^ crypto.getRandomValues(new Uint8Array(1))[0] & 15 >> digit / 4).toString(16));
let seen = form.dataset.version || '';
let turn = 0;
let timer = null;
let handedIn = false;
let unkept = false;

function typed() {
  const all = new URLSearchParams(new FormData(form));
  all.set('window', page);
  all.set('turn', ++turn);
  if (seen) {
    all.set('seen', seen);
  }
  return all;
}

async function keep() {
  timer = null;
  if (handedIn) {
    return;
  }
  const mine = typed();
  unkept = false;
  try {
    const answer = await fetch(form.dataset.keep, { method: 'POST', credentials: 'same-origin', body: mine });
    if (answer.ok) {
      const kept = await answer.json();
      seen = String(kept.version);
      said.textContent = 'Kept at ' + kept.at + '. It is not on the record yet.';
    } else {
      const problem = await answer.json().catch(() => null);
      said.textContent = problem && problem.problem ? problem.problem : 'What you typed last is not kept.';
    }
  } catch (error) {
    unkept = true;
    said.textContent = 'What you typed last is not kept: the server cannot be reached. This page tries again.';
    later(AGAIN);
  }
}

function later(pause) {
  clearTimeout(timer);
  timer = setTimeout(keep, pause);
}

form.addEventListener('input', () => {
  unkept = true;
  later(PAUSE);
});
form.addEventListener('submit', () => {
  handedIn = true;
});
// Who turns away before the pause is over loses nothing. Of what was typed nothing stays in the browser: only that the last
// words were still on their way.
const LEFT = 'last-words-on-their-way ' + location.pathname + location.search;
const ARRIVES = 400;
const LOOKS = 8;
addEventListener('pagehide', () => {
  const last = unkept && !handedIn ? typed() : null;
  if (last && last.toString().length < LAST_WORDS) {
    sessionStorage.setItem(LEFT, 'yes');
    fetch(form.dataset.keep, { method: 'POST', credentials: 'same-origin', keepalive: true, body: last });
  }
});

/** The page that is opened again at once may have been quicker than the last words: they are shown when they are there. */
async function arrived(looks) {
  await new Promise(done => setTimeout(done, ARRIVES));
  if (unkept || handedIn) {
    return;
  }
  const answer = await fetch(location.href, { credentials: 'same-origin' });
  const there = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('form[data-keep]');
  if (there && (there.dataset.version || '') !== seen) {
    if (!unkept && !handedIn) {
      location.reload();
    }
  } else if (looks < LOOKS) {
    await arrived(looks + 1);
  }
}

if (sessionStorage.getItem(LEFT)) {
  sessionStorage.removeItem(LEFT);
  arrived(1).catch(() => {});
}
