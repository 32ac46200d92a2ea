// Which task is open, and how one comes back from it: on a telephone the task takes the place of the lists, on a tablet
// that of the column with the filters. The line under its name says whose task it is and until when, in the words of the
// desk; Tasklist's own count of days goes by hours and by the browser's clock.

const API = new URL('../../../../../api/work/', import.meta.url).pathname;
const OPEN = 'child-pathways-task-open';
// Tasklist takes the task from the address when it finds its way to the first list, and goes on showing it.
const SETTLED = 400;
// How often the list is looked at for the card from which one came: for three seconds.
const LOOK = 150;
const LOOKS = 20;
let shown = null;
let lines = 0;
let settling = null;

function put(node, tag, text, className) {
  const child = document.createElement(tag);
  child.textContent = text;
  child.className = className || '';
  node.appendChild(child);
  return child;
}

function details() {
  return document.querySelector('.task-details > .content');
}

/** Back in the list one stands at the card from which one came, once the list is there again. */
function back($location, $rootScope) {
  const from = shown;
  shown = null;
  $rootScope.$apply(() => $location.search('task', null));
  setTimeout(() => standAt(from, LOOKS), LOOK);
}

/** The list may come late, and is drawn anew when it does: as long as one stands nowhere else. */
function standAt(from, looks) {
  const at = document.activeElement;
  const nowhere = !at || at === document.body || at.offsetParent === null || !!at.closest('.task-details');
  const card = document.querySelector('.tasks-list .task a[href*="' + from + '"]');
  const stands = card && card === at;
  if (nowhere && card && card.offsetParent !== null) {
    card.focus();
    card.scrollIntoView({ block: 'center' });
  } else if (nowhere && !looks) {
    const search = document.getElementById('child-pathways-q');
    if (search) {
      search.focus();
    }
  }
  if (looks && (nowhere || stands)) {
    setTimeout(() => standAt(from, looks - 1), LOOK);
  }
}

function wayBack($location, $rootScope) {
  const head = document.querySelector('.task-details > .top');
  if (!head || head.querySelector('.child-pathways-back')) {
    return;
  }
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'child-pathways-back btn btn-link';
  button.textContent = '‹ Back to the list';
  button.addEventListener('click', () => back($location, $rootScope));
  head.prepend(button);
}

async function line(taskId) {
  const mine = ++lines;
  document.querySelectorAll('.child-pathways-card').forEach(old => old.remove());
  const answer = await fetch(API + 'cards/' + encodeURIComponent(taskId), {
    credentials: 'same-origin',
    headers: { Accept: 'application/json' }
  });
  if (answer.status !== 200 || mine !== lines) {
    return;
  }
  const card = await answer.json();
  const name = document.querySelector('.task-card .names');
  if (mine !== lines || !name) {
    return;
  }
  const words = put(name, 'p', '', 'child-pathways-card');
  if (card.child) {
    put(words, 'strong', card.child + (card.childRef ? ', ' + card.childRef : ''));
  }
  put(words, 'span', card.dueWords, card.late ? 'child-pathways-late-words' : '');
  if (card.meeting) {
    put(words, 'span', 'planned for ' + card.meeting);
  }
  put(words, 'span', card.mine ? 'with you' : 'with ' + card.holder);
  if (card.warning) {
    put(words, 'strong', 'Before you visit: ' + card.warning, 'child-pathways-late-words');
  }
}

/** A task that nobody has is read only: said where the form is, with the way to take it, however far one has scrolled. */
function take() {
  const pane = details();
  const claim = document.querySelector('.task-card .claim');
  const free = claim && claim.offsetParent !== null;
  const bar = pane && pane.querySelector('.child-pathways-take');
  if (bar && !free) {
    bar.remove();
  }
  if (pane && free && !bar) {
    const words = document.createElement('p');
    words.className = 'child-pathways-take';
    words.setAttribute('role', 'status');
    words.append('Nobody has this task yet: take it to fill in its form. ');
    const button = put(words, 'button', 'Take this task', 'btn btn-default');
    button.type = 'button';
    button.addEventListener('click', () => {
      const now = document.querySelector('.task-card .claim');
      if (now) {
        now.click();
      }
    });
    pane.prepend(words);
  }
}

/** The head of the task is drawn anew whenever it is taken or given away. */
function watch(rootScope, location) {
  new MutationObserver(() => {
    room();
    wayBack(location, rootScope);
    take();
    const taker = document.querySelector('.task-card .assignee');
    const name = document.querySelector('.task-card .names');
    const title = document.querySelector('.task-card h2.task');
    const process = document.querySelector('.task-card .definition-name h4');
    if (title && process) {
      // The journey's name is not said twice.
      process.parentNode.hidden = process.firstChild.textContent.trim() === title.textContent.trim();
    }
    const of = shown && name && shown + '/' + (taker ? taker.textContent.trim() : '');
    if (of && name.dataset.of !== of) {
      name.dataset.of = of;
      line(shown).catch(() => {});
    }
  }).observe(document.body, { childList: true, subtree: true });
}

function room() {
  document.body.classList.toggle(OPEN, !!document.querySelector('.task-card'));
}

function go($location, $rootScope) {
  const taskId = $location.search().task;
  clearTimeout(settling);
  if (!taskId) {
    settling = setTimeout(() => {
      if (shown && !$location.search().task && document.querySelector('.task-card')) {
        $rootScope.$apply(() => $location.search('task', shown).replace());
      }
    }, SETTLED);
    return;
  }
  if (taskId !== shown) {
    shown = taskId;
    [document.querySelector('.page-wrap'), details()].forEach(part => part && part.scrollTo(0, 0));
    document.dispatchEvent(new CustomEvent('child-pathways-task', { detail: taskId }));
  }
}

angular.module('cam.tasklist.form').run([
  '$rootScope',
  '$location',
  ($rootScope, $location) => {
    const now = () => go($location, $rootScope);
    $rootScope.$on('$locationChangeSuccess', now);
    now();
    watch($rootScope, $location);
    // A link of ours opens the task beside the list that stands there, in its order.
    document.addEventListener('click', event => {
      const link = event.target.closest && event.target.closest('.next-task a[href*="?task="]');
      if (link) {
        event.preventDefault();
        const taskId = decodeURIComponent(link.getAttribute('href').split('?task=')[1]);
        $rootScope.$apply(() => $location.search('task', taskId));
      }
    });
  }
]);

export default [];
