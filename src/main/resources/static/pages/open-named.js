// A link to a part of this page opens that part; without a script it is opened by hand.
function open() {
  const named = location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  if (named && named.tagName === 'DETAILS') {
    named.open = true;
    named.scrollIntoView();
  }
}
addEventListener('hashchange', open);
open();
