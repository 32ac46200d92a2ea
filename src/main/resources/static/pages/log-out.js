// Who pressed "Log out" in one of the engine's pages has said it once: it is not asked again here.
if (sessionStorage.getItem('child-pathways-log-out')) {
  sessionStorage.removeItem('child-pathways-log-out');
  document.getElementById('log-out').submit();
}
