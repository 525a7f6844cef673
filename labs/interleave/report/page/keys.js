
// The keyboard, the buttons and the mouse.
const actions = {
  ArrowRight: () => move(1),
  j: () => move(1),
  ArrowLeft: () => move(-1),
  k: () => move(-1),
  PageDown: () => move(10),
  PageUp: () => move(-10),
  Home: () => move(-Infinity),
  End: () => move(Infinity),
  n: () => seek('.switched', 1),
  p: () => seek('.switched', -1),
  f: () => seek('.matters', 1),
  F: () => seek('.matters', -1),
  Enter: () => toggle(foldOf(current)),
  a: toggleAll
};

function act(key) {
  actions[key]();
  if (key === 'Home') scrollTo(0, 0);  // where the card is
  else main.scrollIntoView({ block: 'start' });
}

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (!Object.hasOwn(actions, event.key)) return;
  if (event.key === 'Enter' && event.target.closest('button, a, summary'))
    return;
  event.preventDefault();
  act(event.key);
});

for (const button of document.querySelectorAll('.buttons button'))
  button.addEventListener('click', () => act(button.dataset.key));

document.getElementById('timeline').addEventListener('click', event => {
  const link = event.target.closest('a');
  const row = event.target.closest('.step, .more');
  if (link) {
    event.preventDefault();
    goTo(Number(link.hash.slice(2)));
  } else if (row && row.matches('.more')) {
    toggle(row);
  } else if (row) {
    show(row);
  }
});

addEventListener('resize', () => show(current));
document.documentElement.classList.add('live');
findStops();
show(stops[0]);
if (/^#s\d+$/.test(location.hash)) goTo(Number(location.hash.slice(2)));
