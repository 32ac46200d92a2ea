// Tasklist's icons have no words: a screen reader would say "button". What a sighted person reads from the picture.

const NAMES = [
  ['button.region-toggle[data-region="filters"]', 'Fold or unfold the lists'],
  ['button.region-toggle[data-region="list"]', 'Fold or unfold the tasks'],
  ['button.region-toggle[data-region="task"]', 'Fold or unfold the open task'],
  ['button.maximize', 'Give the open task the whole width'],
  ['button.reset-regions', 'Show lists, tasks and the open task beside each other'],
  ['.sort-direction', 'Turn the order round'],
  ['.new-sort > .dropdown-toggle', 'Sort by something more'],
  ['.sorting-choice .glyphicon-remove', 'Do not sort by this'],
  ['button.unclaim', 'Give this task back'],
  ['.remove-search', 'Take this criterion away'],
  ['.modal-header input[type="text"]', 'Search by process name']
];

let titles = 0;

/** A dialog is announced by its heading. */
function nameDialogs() {
  // Its heading is drawn anew from step to step.
  document.querySelectorAll('.modal[aria-labelledby]').forEach(dialog => {
    if (!document.getElementById(dialog.getAttribute('aria-labelledby'))) {
      dialog.removeAttribute('aria-labelledby');
    }
  });
  document.querySelectorAll('.modal[role="dialog"]:not([aria-labelledby])').forEach(dialog => {
    const title = dialog.querySelector('.modal-title');
    if (title) {
      title.id = title.id || 'child-pathways-title-' + ++titles;
      dialog.setAttribute('aria-labelledby', title.id);
    }
  });
}

new MutationObserver(() => {
  NAMES.forEach(([where, name]) =>
    document.querySelectorAll(where + ':not([aria-label])').forEach(icon => icon.setAttribute('aria-label', name)));
  nameDialogs();
}).observe(document.documentElement, { childList: true, subtree: true });

export default [];
