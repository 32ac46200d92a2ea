// Nothing typed is lost, and nothing stays behind in a browser. What is typed into a form of Tasklist is on the server
// within seconds and comes back when the form is opened again, here or on another computer, until it is handed in or
// thrown away. Imported by forms.js, which says when a form is there and when it is handed in.

const API = new URL('../../../../../api/drafts/', import.meta.url).pathname;
const PAUSE = 1000;
const AGAIN = 4000;
const LOOK_AGAIN = 20000;
// What a browser still sends while its page goes away.
const LAST_WORDS = 60000;
const TYPED_TEXT = '.fjs-textarea, .fjs-form-field-textfield input';

// ---- the browser keeps nothing ----

const OF_THE_VENDOR = /^(camunda-form:|camForm:)/;
const setItem = Storage.prototype.setItem;

Storage.prototype.setItem = function (key, value) {
  if (!OF_THE_VENDOR.test(key)) {
    setItem.call(this, key, value);
  }
};

Object.keys(localStorage).filter(key => OF_THE_VENDOR.test(key)).forEach(key => localStorage.removeItem(key));

// A page that the browser kept for "Back" would show after log-out what was typed before it.
addEventListener('pageshow', event => {
  if (event.persisted) {
    location.reload();
  }
});

// ---- small things ----

function cookie(name) {
  const found = document.cookie.split('; ').find(pair => pair.startsWith(name + '='));
  return found && decodeURIComponent(found.slice(name.length + 1));
}

function ask(method, address, body, lastWords) {
  return fetch(API + address, {
    method,
    credentials: 'same-origin',
    cache: 'no-store',
    keepalive: !!lastWords,
    headers: {
      Accept: 'application/json',
      'Content-Type': 'application/json',
      'X-Requested-With': 'XMLHttpRequest',
      'X-XSRF-TOKEN': cookie('XSRF-TOKEN') || ''
    },
    body: body && JSON.stringify(body)
  });
}

/** Nothing at all, in whichever way the form says it. */
function nothing(value) {
  return value === undefined || value === null || value === '' || value === false
    || (Array.isArray(value) && value.every(nothing))
    || (typeof value === 'object' && Object.values(value).every(nothing));
}

function same(one, other) {
  return (nothing(one) && nothing(other)) || JSON.stringify(one) === JSON.stringify(other);
}

function copy(value) {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

/** The names under which the form's answers stand at the top. */
function names(components, found = new Set()) {
  (components || []).forEach(component => {
    const path = component.path || component.key;
    if (path) {
      found.add(path.split('.')[0]);
    } else {
      names(component.components, found);
    }
  });
  return found;
}

function put(node, tag, text, className) {
  const child = document.createElement(tag);
  child.textContent = text || '';
  if (className) {
    child.className = className;
  }
  node.appendChild(child);
  return child;
}

function button(node, text, pressed) {
  const made = put(node, 'button', text, 'draft-button');
  made.type = 'button';
  made.addEventListener('click', pressed);
  return made;
}

function lines(node, said) {
  const list = put(node, 'dl', '', 'draft-said');
  said.forEach(line => {
    put(list, 'dt', line.label);
    line.answers.forEach(answer => put(list, 'dd', answer));
  });
}

// ---- one form ----

const open = new Set();

export class Draft {
  #form;
  #element;
  #address;
  #start;
  #bar;
  #parts = {};
  #opened;
  #names;
  #page = newId();
  #turn = 0;
  #id = null;
  #filledIn;
  #version = null;
  #keptJson = '{}';
  #timer = null;
  #sending = null;
  #failing = false;
  #stopped = null;
  #othersShown = '';
  #closed = false;
  #settling = false;
  #lookedAt = 0;
  #retry = null;

  /** @param place {taskId} or {processDefinitionId}, and the names of answers that say for whom the form was opened */
  constructor(form, element, { taskId, processDefinitionId, filledIn = [] }) {
    this.#form = form;
    this.#element = element;
    this.#start = !taskId;
    this.#address = taskId
      ? 'tasks/' + encodeURIComponent(taskId)
      : 'starts/' + encodeURIComponent(processDefinitionId);
    this.#names = [...names(form._getState().schema.components)];
    this.#opened = copy(form._getState().data);
    this.#id = newId();
    this.#filledIn = filledIn;
    this.#bar = document.createElement('div');
    this.#bar.className = 'draft-line';
    ['state', 'mine', 'others', 'rest'].forEach(part => {
      this.#parts[part] = put(this.#bar, 'div', '', 'draft-' + part);
    });
    this.#parts.state.setAttribute('role', 'status');
    this.#parts.others.setAttribute('role', 'status');
    element.parentNode.insertBefore(this.#bar, element);
    this.typed = this.typed.bind(this);
    element.addEventListener('input', this.typed, true);
    element.addEventListener('focusout', this.typed, true);
    form.on('changed', this.typed);
    this.#watchWhoIsHere();
    open.add(this);
  }

  /** Whoever takes the task sees at once what was typed before; whoever comes back to the form, who types there now. */
  #watchWhoIsHere() {
    if (this.#start) {
      return;
    }
    const shut = this.#element.closest('.disabled-form');
    if (shut) {
      new MutationObserver((changes, observer) => {
        if (!shut.classList.contains('disabled-form')) {
          observer.disconnect();
          this.#whoIsHere();
        }
      }).observe(shut, { attributes: true, attributeFilter: ['class'] });
    }
    this.#element.addEventListener('focusin', () => {
      if (!this.#stopped && Date.now() - this.#lookedAt > LOOK_AGAIN) {
        this.#whoIsHere();
      }
    });
  }

  async #whoIsHere() {
    this.#lookedAt = Date.now();
    try {
      const answer = await ask('GET', this.#address);
      if (answer.ok) {
        this.#others((await answer.json()).others);
      }
    } catch (error) {
      // What is typed next is kept or not, and says so.
    }
  }

  // -- opening --

  /** Puts back what was typed before. */
  async fetch() {
    this.#stopped = 'loading';
    this.#say('Looking for what you typed before …');
    try {
      const answer = await ask('GET', this.#address);
      if (!answer.ok) {
        throw await trouble(answer);
      }
      const kept = await answer.json();
      this.#stopped = null;
      this.#say('What you type is kept as you go.');
      const own = this.#start ? kept.own : kept.own ? [kept.own] : [];
      // What was begun for another child is not put into a form that was opened for this one.
      const mine = own.find(draft => this.#filledIn.every(name => same(draft.answers[name], this.#opened[name])));
      if (mine) {
        await this.#restore(mine);
      }
      this.#alsoBegun(own.filter(draft => draft !== mine));
      this.#others(kept.others || []);
      this.typed();
    } catch (error) {
      this.#stopped = 'loading';
      this.#say('What you typed here before cannot be fetched now. Nothing of it is lost.', 'failing');
      button(this.#parts.state, 'Try again', () => this.fetch());
      this.#retry = setTimeout(() => this.fetch(), 3 * AGAIN);
    }
  }

  async #restore(own) {
    this.#id = own.id;
    this.#version = own.version;
    const meanwhile = this.#read();
    await this.#fill({ ...own.answers, ...meanwhile });
    this.#keptJson = Object.keys(meanwhile).length ? '' : JSON.stringify(this.#read());
    this.#say('What you typed on ' + own.moment + ' is in the form again.', 'restored');
    this.#offerToThrowAway();
    this.#showRest(own.rest);
  }

  #fill(answers) {
    return this.#form.importSchema(this.#form._getState().schema, { ...this.#form._getState().data, ...answers });
  }

  #showRest(rest) {
    this.#parts.rest.textContent = '';
    if (rest && rest.length) {
      const box = put(this.#parts.rest, 'details', '', 'draft-box');
      box.open = true;
      put(box, 'summary', 'Typed before the form changed');
      put(box, 'p', 'The form no longer asks this. Copy what is still needed; it is gone when you complete the form.');
      lines(box, rest);
    }
  }

  // -- what stands in the form --

  /** Text lies a moment in a field before the form knows it; told that the field was left, it hands it over at once. */
  #settle() {
    const active = document.activeElement;
    if (active && this.#element.contains(active) && active.matches(TYPED_TEXT)) {
      this.#settling = true;
      active.dispatchEvent(new FocusEvent('focusout'));
      this.#settling = false;
    }
  }

  /** What differs from the form as it opened. */
  #read() {
    const data = this.#form._getState().data;
    const typed = {};
    this.#names.forEach(name => {
      if (!same(data[name], this.#opened[name])) {
        typed[name] = data[name] === undefined ? null : data[name];
      }
    });
    return typed;
  }

  hasText() {
    this.#settle();
    return Object.keys(this.#read()).length > 0;
  }

  // -- keeping --

  typed() {
    if (!this.#timer && !this.#stopped && !this.#settling) {
      this.#timer = setTimeout(() => this.keep(), this.#failing ? AGAIN : PAUSE);
    }
  }

  /** @param lastWords whether the page goes away with it */
  async keep(lastWords) {
    clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#stopped) {
      return;
    }
    this.#settle();
    const answers = this.#read();
    const json = JSON.stringify(answers);
    if (json === this.#keptJson && !this.#failing) {
      return;
    }
    if (this.#sending && !lastWords) {
      await this.#sending;
      return this.keep();
    }
    this.#sending = this.#send(answers, json, lastWords && json.length < LAST_WORDS);
    await this.#sending;
    this.#sending = null;
  }

  #place() {
    return this.#start ? this.#address + '/' + this.#id : this.#address;
  }

  async #send(answers, json, lastWords) {
    const place = this.#place();
    let answer;
    try {
      answer = await ask('PUT', place, {
        form: this.#form._getState().schema.id,
        answers,
        page: this.#page,
        turn: ++this.#turn,
        seen: this.#version
      }, lastWords);
      if (answer.ok) {
        const kept = await answer.json();
        if (place !== this.#place()) {
          return;
        }
        this.#failing = false;
        if (this.#closed) {
          open.delete(this);
        }
        this.#keptJson = json;
        this.#version = kept.version;
        if (kept.version) {
          this.#say('Kept at ' + kept.time, 'kept');
          this.#offerToThrowAway();
        } else {
          this.#say('Nothing is typed here that would have to be kept.');
        }
        this.#others(kept.others);
        return;
      }
    } catch (error) {
      answer = null;
    }
    await this.#notKept(answer);
  }

  async #notKept(answer) {
    const why = answer ? (await trouble(answer)).message : 'The server does not answer.';
    const status = answer ? answer.status : 0;
    if (status === 409) {
      await this.#inAnotherWindow();
    } else if (status === 404) {
      this.#stopped = 'over';
      this.#say(why, 'failing');
    } else if (status === 401) {
      this.#failing = true;
      this.#say('Not kept at this moment: you are logged out. It is kept as soon as you have logged in.', 'failing');
      document.dispatchEvent(new CustomEvent('child-pathways-session-ended'));
    } else if (status === 400) {
      // Sending the same again would change nothing; the next word is tried again.
      this.#failing = true;
      this.#say(why, 'failing');
    } else {
      this.#failing = true;
      this.#say('Not kept at this moment. ' + why + ' It is tried again every few seconds: leave this page open.', 'failing');
      this.typed();
    }
  }

  // -- another window of the same person --

  async #inAnotherWindow() {
    this.#stopped = 'asked';
    this.#say('You typed in this form in another window too. Which of the two is to be kept?', 'failing');
    const decide = async here => {
      try {
        const answer = await ask('GET', this.#address);
        if (!answer.ok) {
          throw await trouble(answer);
        }
        const kept = await answer.json();
        const other = this.#start ? kept.own.find(own => own.id === this.#id) : kept.own;
        this.#stopped = null;
        if (here || !other) {
          this.#version = other ? other.version : null;
          this.#failing = true;
          await this.keep();
        } else {
          await this.#form.importSchema(this.#form._getState().schema, copy(this.#opened));
          await this.#restore(other);
        }
      } catch (error) {
        this.#stopped = 'asked';
        put(this.#parts.state, 'span', ' That did not work: ' + error.message);
      }
    };
    button(this.#parts.state, 'What stands here', () => decide(true));
    button(this.#parts.state, 'What I typed in the other window', () => decide(false));
  }

  // -- throwing away, beginning anew --

  #offerToThrowAway() {
    const mine = this.#parts.mine;
    if (mine.childNodes.length) {
      return;
    }
    if (this.#start) {
      button(mine, 'Keep this for later and begin another', () => this.#another());
    }
    button(mine, 'Throw away what I typed', () => {
      mine.textContent = '';
      put(mine, 'strong', 'Throw away everything that you typed in this form? It cannot be brought back.');
      button(mine, 'Throw it away', () => this.#throwAway()).classList.add('draft-warning');
      button(mine, 'Keep it', () => {
        mine.textContent = '';
        this.#offerToThrowAway();
        mine.lastChild.focus();
      }).focus();
    });
  }

  async #throwAway() {
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#stopped = 'throwing away';
    await this.#sending;
    try {
      const answer = await ask('DELETE', this.#place());
      if (!answer.ok) {
        throw await trouble(answer);
      }
      await this.#empty();
      this.#say('Thrown away. The form is as it was when you opened it first.');
      this.#element.querySelector('input, textarea')?.focus();
    } catch (error) {
      this.#stopped = null;
      this.#say('It is not thrown away yet: ' + error.message, 'failing');
    }
  }

  async #empty() {
    this.#stopped = 'emptying';
    await this.#form.importSchema(this.#form._getState().schema, copy(this.#opened));
    this.#id = newId();
    this.#version = null;
    this.#keptJson = JSON.stringify(this.#read());
    this.#failing = false;
    this.#parts.mine.textContent = '';
    this.#parts.rest.textContent = '';
    this.#stopped = null;
  }

  async #another() {
    await this.keep();
    if (this.#failing || this.#stopped) {
      return;
    }
    await this.#empty();
    this.#say('What you typed before is kept for later. This form is empty.');
    this.fetchBegun();
  }

  /** The others that this person has begun of the same start form. */
  async fetchBegun() {
    const answer = await ask('GET', this.#address);
    if (answer.ok) {
      this.#alsoBegun((await answer.json()).own.filter(own => own.id !== this.#id));
    }
  }

  #alsoBegun(begun) {
    if (!this.#start) {
      return;
    }
    const others = this.#parts.others;
    others.textContent = '';
    begun.forEach(own => {
      const line = put(others, 'p', 'You also began this'
        + (own.answers.childRef ? ' for ' + own.answers.childRef : '') + ' on ' + own.moment + '. ');
      button(line, 'Go on with that one', async () => {
        await this.keep();
        if (!this.#failing && !this.#stopped) {
          await this.#empty();
          await this.#restore(own);
          this.fetchBegun();
        }
      });
    });
  }

  // -- other people at the same task --

  #others(others) {
    this.#lookedAt = Date.now();
    const shown = JSON.stringify(others.map(other => [other.by, other.typedAt, other.since, !!other.said]));
    if (this.#start || shown === this.#othersShown) {
      return;
    }
    this.#othersShown = shown;
    const node = this.#parts.others;
    node.textContent = '';
    others.forEach(other => {
      if (other.since) {
        put(node, 'p', other.name + ' is typing here since ' + other.since + '. Talk to each other before you go on: what'
          + ' is completed first counts.', 'draft-typing');
      } else if (!other.said) {
        put(node, 'p', other.name + ' typed something here on ' + other.moment + ', and has not completed it.');
      }
      if (other.said) {
        const box = put(node, 'details', '', 'draft-box');
        put(box, 'summary', 'Typed by ' + other.name + ' on ' + other.moment + ', before the task came to you');
        lines(box, other.said);
        button(box, 'Put this into the form', async () => {
          await this.#fill(other.answers);
          box.open = false;
          await this.keep();
        });
      }
    });
  }

  // -- the line above the form --

  #say(words, kind) {
    this.#parts.state.className = 'draft-state' + (kind ? ' draft-' + kind : '');
    this.#parts.state.textContent = words;
  }

  /** @returns whether something is typed that the server does not have */
  get unkept() {
    return this.#stopped !== 'over' && this.#stopped !== 'done' && (this.#failing || this.#stopped === 'asked');
  }

  // -- the end --

  /** Before it is handed in: what is typed last is kept, should it be refused. */
  async handingIn() {
    await Promise.race([this.keep(), new Promise(done => setTimeout(done, AGAIN))]);
    if (!this.#stopped) {
      this.#stopped = 'handing in';
    }
    handedIn = this.#start ? this.#id : null;
  }

  /** It was taken: the draft is gone on the server, with the task or by the start. */
  done() {
    this.#stopped = 'done';
    handedIn = null;
  }

  refused() {
    handedIn = null;
    if (this.#stopped === 'handing in') {
      this.#stopped = null;
      this.typed();
    }
  }

  /** The form leaves the page. */
  async close() {
    this.#element.removeEventListener('input', this.typed, true);
    this.#element.removeEventListener('focusout', this.typed, true);
    clearTimeout(this.#retry);
    this.#closed = true;
    this.#bar.remove();
    await this.keep();
    if (!this.unkept) {
      open.delete(this);
    }
  }
}

function newId() {
  return crypto.randomUUID ? crypto.randomUUID() : ([1e7] + -1e3 + -4e3 + -8e3 + -1e11).replace(/[018]/g, digit =>
    (digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)))).toString(16));
}

async function trouble(answer) {
  let words = '';
  try {
    words = (await answer.json()).detail;
  } catch (error) {
    words = '';
  }
  return new Error(words || 'The server does not answer as it should.');
}

// ---- the page ----

let handedIn = null;

// The start that hands in a draft names it: it is gone in the same transaction.
document.addEventListener('child-pathways-sending', event => {
  if (handedIn && /\/process-definition\/.+\/submit-form$/.test(event.detail.address)) {
    event.detail.header('X-Draft', handedIn);
  }
});

function keepAll(lastWords) {
  return Promise.all([...open].map(draft => draft.keep(lastWords)));
}

addEventListener('pagehide', () => keepAll(true));

document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') {
    keepAll();
  }
});

document.addEventListener('child-pathways-signed-in', () => [...open].filter(draft => draft.unkept).forEach(draft => draft.keep()));

document.addEventListener('child-pathways-logging-out', event => event.detail.until(keepAll()));

addEventListener('beforeunload', event => {
  if ([...open].some(draft => draft.unkept)) {
    event.preventDefault();
    event.returnValue = '';
  }
});
