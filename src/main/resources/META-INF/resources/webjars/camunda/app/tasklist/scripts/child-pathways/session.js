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

new BroadcastChannel('child-pathways-signed-in').onmessage = ({ data }) => {
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
};

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
      location.assign(ROOT + 'logout');
      return;
    }
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
