
// A pane for each column: the source of its thread, where that stands marked.
const main = document.querySelector('main');
const columns = main.dataset.columns.split(' ').map(Number);
const hasOthers = columns.length < trace.threads.length;

function element(name, classes, text) {
  const made = document.createElement(name);
  made.className = classes;
  made.textContent = text || '';
  return made;
}

// thread: undefined for the pane that all the others share.
function makePane(thread) {
  const box = element('section', 'pane');
  const pane = {
    box,
    thread,
    name: element('b'),
    file: element('span'),
    stands: element('span', 'stands'),
    held: element('span', 'held'),
    code: element('div', 'code')
  };
  const head = element('header');
  head.append(pane.name, pane.file, pane.stands, pane.held);
  box.append(head, pane.code);
  pane.code.tabIndex = 0;
  document.querySelector('.panes').append(box);
  return pane;
}
const panes = columns.map(makePane);
if (hasOthers) panes.push(makePane(undefined));
if (panes.length > 4) main.classList.add('wide');
document.getElementById('timeline').style.minWidth =
  5 + 9 * panes.length + 'rem';

// Of the threads without a column the one that ran last, or will run first.
function otherThread(at) {
  const others = steps.map(step => step.thread)
    .filter((thread, number) => number <= at && !columns.includes(thread));
  if (others.length) return others[others.length - 1];
  return trace.threads.findIndex((_, thread) => !columns.includes(thread));
}

function loadFile(pane, file) {
  if (pane.shown === file) return;
  pane.shown = file;
  const listing = document.getElementById('file' + file);
  if (!listing) {
    pane.code.replaceChildren(element('p', '', 'No source to show here.'));
    return;
  }
  const copy = listing.cloneNode(true);
  copy.removeAttribute('id');
  pane.code.replaceChildren(copy);
}

// Scrolls only if the line is not well within sight: what moves distracts.
function bringIntoSight(box, line) {
  const top = line.offsetTop - box.scrollTop;
  const height = box.clientHeight;
  if (top < height * .12 || top + line.offsetHeight > height * .85)
    box.scrollTop = line.offsetTop - height * .4;
}

function markLine(pane, place) {
  loadFile(pane, place ? place.file : undefined);
  const before = pane.code.querySelector('.here');
  if (before) {
    before.classList.remove('here');
    before.removeAttribute('aria-current');
  }
  const list = pane.code.querySelector('ol');
  const line = list && place && list.children[place.line - 1];
  if (!line) return;
  line.classList.add('here');
  line.setAttribute('aria-current', 'location');
  bringIntoSight(pane.code, line);
}

function showPane(pane, at, holders) {
  const thread = pane.thread === undefined ? otherThread(at) : pane.thread;
  const info = trace.threads[thread];
  const { kind, place, words } = standing(thread, at);
  const file = place && trace.files[place.file];
  const held = [...holders].filter(([, by]) => by.includes(thread))
    .map(([lock]) => lock);
  pane.box.className = 'pane t' + thread % 8 + ' ' + kind;
  pane.name.textContent = info.name;
  pane.box.setAttribute('aria-label', info.name);
  pane.code.setAttribute('aria-label', 'source of ' + info.name);
  pane.file.textContent = file ? file.path + ':' + place.line : '';
  pane.stands.textContent = kind === 'now' ? 'runs' : words;
  pane.held.textContent = held.length ? 'holds ' + held.join(', ') : '';
  markLine(pane, readable(place, thread, at));
  if (kind === 'now') keepPaneInSight(pane.box);
}

function keepPaneInSight(box) {
  const all = box.parentElement;
  const outside = (start, size, room, scrolled) =>
    start < scrolled || start + size > scrolled + room;
  if (outside(box.offsetTop - all.offsetTop, box.offsetHeight,
    all.clientHeight, all.scrollTop))
    all.scrollTop = box.offsetTop - all.offsetTop;
  if (outside(box.offsetLeft - all.offsetLeft, box.offsetWidth,
    all.clientWidth, all.scrollLeft))
    all.scrollLeft = box.offsetLeft - all.offsetLeft;
}

function showPanes(at, holders) {
  for (const pane of panes) showPane(pane, at, holders);
}
