// One login for everything. When the session has ended while this page stood open, the vendor's pages would show a login of
// their own that knows no password. Instead a box leads to our login in another tab; whatever was asked in the meantime
// waits and is asked again after it, and what was typed stays where it is. Log-out is ours as well.

const API = new URL('../../../../api/', import.meta.url).pathname;
const ROOT = new URL('../../../../../', import.meta.url).pathname;
const waiting = [];
let who = null;
let box = null;

fetch(API + 'admin/auth/user/default', { headers: { Accept: 'application/json' } })
  .then((answer) => (answer.ok ? answer.json() : null))
  .then((user) => { who = user && user.userId; })
  .catch(() => {});

function styled(element, style) {
  Object.assign(element.style, style);
  return element;
}

function ask() {
  if (box) {
    return;
  }
  box = styled(document.createElement('div'), {
    position: 'fixed', inset: '0', zIndex: '20000', background: 'rgba(11,12,12,.5)',
    display: 'flex', alignItems: 'flex-start', justifyContent: 'center', paddingTop: '15vh'
  });
  box.id = 'session-ended';
  const panel = styled(document.createElement('div'), {
    background: '#fff', color: '#0b0c0c', width: '30rem', maxWidth: '100%', boxSizing: 'border-box', margin: '0 16px', padding: '24px',
    borderTop: '8px solid #003078', font: '18px/1.4 Arial, sans-serif'
  });
  panel.setAttribute('role', 'alertdialog');
  panel.setAttribute('aria-modal', 'true');
  panel.setAttribute('aria-labelledby', 'session-ended-title');
  panel.setAttribute('aria-describedby', 'session-ended-words');
  const title = styled(document.createElement('h2'), { font: 'bold 24px/1.2 Arial, sans-serif', margin: '0 0 12px' });
  title.id = 'session-ended-title';
  title.textContent = 'Your session has ended';
  const words = document.createElement('p');
  words.id = 'session-ended-words';
  words.textContent = 'Log in again to go on. What you typed on this page is still here, and what you pressed last is done then.';
  const link = styled(document.createElement('a'), {
    display: 'inline-block', background: '#00703c', color: '#fff', fontWeight: 'bold', padding: '10px 18px',
    textDecoration: 'none', marginTop: '8px'
  });
  link.href = ROOT + 'signed-in';
  link.target = '_blank';
  link.rel = 'opener';
  link.textContent = 'Log in again (in a new tab)';
  panel.append(title, words, link);
  box.append(panel);
  document.body.append(box);
  link.focus();
}

document.addEventListener('child-pathways-session-ended', ask);

// Logged out in another tab: what stands on this page is nobody's any more.
new BroadcastChannel('child-pathways-signed-out').onmessage = async () => {
  const answer = await session();
  if (answer.status === 401) {
    location.replace(ROOT + 'login?out');
  }
};

new BroadcastChannel('child-pathways-signed-in').onmessage = ({ data }) => {
  used();
  learn();
  if (!box) {
    return;
  }
  if (who && data !== who) {
    // Somebody else: what stands on this page is not theirs.
    location.reload();
    return;
  }
  box.remove();
  box = null;
  waiting.splice(0).forEach((again) => again());
  document.dispatchEvent(new CustomEvent('child-pathways-signed-in'));
};

// ---- before it ends ----

// Of the tabs of one browser each keeps the session of all alive, and tells the others.
const uses = new BroadcastChannel('child-pathways-used');
// What the page asks by itself, every few seconds and all night, is no use of the session: it says so to the server.
const ATTENDED = 60000;
let touchedAt = Date.now();
let usedAt = Date.now();
let told = 0;
let unused = null;
let endsAt = null;
let warning = null;

['pointerdown', 'pointermove', 'keydown', 'input', 'wheel', 'touchstart'].forEach((type) =>
  addEventListener(type, () => { touchedAt = Date.now(); }, { capture: true, passive: true }));

function unattended() {
  return Date.now() - touchedAt > ATTENDED;
}

function used() {
  if (unattended()) {
    return;
  }
  usedAt = Date.now();
  if (usedAt - told > 20000) {
    told = usedAt;
    uses.postMessage(usedAt);
  }
}

uses.onmessage = ({ data }) => { usedAt = Math.max(usedAt, data); };

function session() {
  return fetch(ROOT + 'api/session', {
    credentials: 'same-origin',
    cache: 'no-store',
    headers: { Accept: 'application/json', 'X-Requested-With': 'XMLHttpRequest' }
  });
}

async function learn() {
  try {
    const answer = await session();
    if (answer.status === 401) {
      ask();
    } else if (answer.ok) {
      const lasts = await answer.json();
      unused = lasts.unusedSeconds && lasts.unusedSeconds * 1000;
      endsAt = lasts.leftSeconds === null ? null : Date.now() + lasts.leftSeconds * 1000;
    }
  } catch (error) {
    // Asked again when it matters.
  }
}

const fetched = window.fetch;
window.fetch = async (what, how = {}) => {
  const headers = new Headers(how.headers || (what instanceof window.Request ? what.headers : undefined));
  if (unattended()) {
    headers.set('X-Unattended', 'true');
  }
  const answer = await fetched.call(window, what, { ...how, headers });
  if (answer.ok && new URL(answer.url || '/', document.baseURI).origin === location.origin) {
    used();
  }
  return answer;
};

function time(at) {
  return new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
}

function warn(words, button) {
  if (warning && warning.dataset.words === words) {
    return;
  }
  unwarn();
  warning = styled(document.createElement('div'), {
    position: 'fixed', left: '0', right: '0', bottom: '0', zIndex: '19000', background: '#fff', color: '#0b0c0c',
    borderTop: '6px solid #003078', padding: '16px', font: '18px/1.4 Arial, sans-serif', boxShadow: '0 -4px 16px rgba(11,12,12,.3)',
    display: 'flex', flexWrap: 'wrap', gap: '12px 24px', alignItems: 'center', justifyContent: 'center'
  });
  warning.id = 'session-ends';
  warning.dataset.words = words;
  warning.setAttribute('role', 'alert');
  const text = styled(document.createElement('p'), { margin: '0', maxWidth: '44rem' });
  text.textContent = words;
  const press = styled(document.createElement('button'), {
    background: '#00703c', color: '#fff', fontWeight: 'bold', padding: '10px 18px', border: '0', font: 'inherit'
  });
  press.type = 'button';
  press.textContent = button.text;
  press.addEventListener('click', button.pressed);
  warning.append(text, press);
  document.body.append(warning);
}

function unwarn() {
  if (warning) {
    warning.remove();
    warning = null;
  }
}

let understood = false;

/** Warned is a sixth of the time before, at most five minutes; after the end it is asked for the password at once. */
function watch() {
  if (box || !unused) {
    unwarn();
    return;
  }
  const now = Date.now();
  const ends = usedAt + unused;
  const before = Math.min(5 * 60000, unused / 6);
  if (endsAt && now > endsAt + 2000 || now > ends + 2000) {
    unwarn();
    learn();
    usedAt = now;
  } else if (endsAt && now > endsAt - 2 * before && !understood) {
    warn('You will be asked for your password at ' + time(endsAt) + ': a log-in lasts no longer. What you typed is kept.',
      { text: 'I have read this', pressed: () => { understood = true; unwarn(); } });
  } else if (now > ends - before) {
    warn('You will be logged out at ' + time(ends) + ', because nothing is being done here. What you typed is kept.',
      { text: 'Stay logged in', pressed: () => learn().then(unwarn) });
  } else {
    unwarn();
  }
}

learn();
setInterval(watch, 5000);

function cookie(name) {
  const found = document.cookie.split('; ').find((pair) => pair.startsWith(name + '='));
  return found && decodeURIComponent(found.slice(name.length + 1));
}

class Request extends XMLHttpRequest {
  #asked = null;
  #headers = [];
  #body = null;
  #held = false;

  constructor() {
    super();
    ['readystatechange', 'load', 'loadend'].forEach((type) => this.addEventListener(type, (event) => {
      if (this.readyState < 2 || this.status !== 401 || !this.#ours()) {
        if (this.readyState === 4 && this.status >= 200 && this.status < 400) {
          used();
        }
        return;
      }
      event.stopImmediatePropagation();
      if (this.readyState === 4 && !this.#held) {
        this.#held = true;
        waiting.push(() => this.#again());
        ask();
      }
    }, true));
  }

  #ours() {
    return this.#asked && new URL(this.#asked[1], document.baseURI).pathname.startsWith(API);
  }

  open(method, url, async = true, ...rest) {
    this.#asked = [method, url, async, ...rest];
    this.#headers = [];
    super.open(method, url, async, ...rest);
  }

  setRequestHeader(name, value) {
    this.#headers.push([name, value]);
    super.setRequestHeader(name, value);
  }

  send(body) {
    this.#body = body;
    if (/\/admin\/auth\/user\/[^/]+\/logout$/.test(this.#asked[1])) {
      // The vendor's log-out ends on the vendor's page: ours ends the session here and, where there is one, at the provider.
      sessionStorage.setItem('child-pathways-log-out', 'now');
      const last = [];
      document.dispatchEvent(new CustomEvent('child-pathways-logging-out', { detail: { until: (kept) => last.push(kept) } }));
      Promise.race([Promise.all(last), new Promise((done) => setTimeout(done, 2000))])
        .finally(() => location.assign(ROOT + 'logout'));
      return;
    }
    if (unattended()) {
      super.setRequestHeader('X-Unattended', 'true');
    }
    document.dispatchEvent(new CustomEvent('child-pathways-sending', {
      detail: { address: new URL(this.#asked[1], document.baseURI).pathname, header: (name, value) => this.setRequestHeader(name, value) }
    }));
    this.addEventListener('load', () => {
      if (this.status >= 200 && this.status < 300) {
        document.dispatchEvent(new CustomEvent('child-pathways-sent', {
          detail: { address: new URL(this.#asked[1], document.baseURI).pathname, method: this.#asked[0], body: this.#body }
        }));
      }
    });
    super.send(body);
  }

  #again() {
    this.#held = false;
    super.open(...this.#asked);
    const token = cookie('XSRF-TOKEN');
    this.#headers.forEach(([name, value]) =>
      super.setRequestHeader(name, name.toUpperCase() === 'X-XSRF-TOKEN' && token ? token : value));
    super.send(this.#body);
  }
}

window.XMLHttpRequest = Request;

export default [];
