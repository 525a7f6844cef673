
// Stepping from row to row. What is folded away is a single stop.
const stopRows = '#timeline tbody:not(.folded) > .step,' +
  '#timeline .folded.open > .step,' +
  '#timeline .more:not(.unfolded)';
let stops = [];
let current = null;  // a row

const indexOf = row => stops.indexOf(row);

function stepOf(row) {
  if (row.id === 'end') return steps.length;
  return Number(row.dataset.last || row.id.slice(1));
}

function findStops() {
  stops = [...document.querySelectorAll(stopRows)];
}

function tell(at, row) {
  const where = document.querySelector('.where');
  const number = element('b', '', row.id === 'end' ? 'the end' :
    row.matches('.more') ? 'steps ' + row.cells[0].textContent : 'step ' + at);
  const whole = element('span', 'whole', row.id === 'end' ? '' :
    ' of ' + (steps.length - 1));
  const words = element('span');
  if (row.id === 'end') {
    words.className = trace.findings.length ? 'failed' : '';
    words.textContent = row.previousElementSibling.textContent
      .replace('the end: ', '');
  } else if (row.matches('.more')) {
    words.textContent = 'folded together';
  } else {
    const { thread } = steps[at];
    words.className = 't' + thread % 8;
    words.textContent = trace.threads[thread].name + ' ' +
      row.querySelector('.did').textContent;
  }
  number.append(whole);
  where.replaceChildren(number, words);
}

function bringRowIntoSight(row) {
  const head = sheet.querySelector('thead').offsetHeight;
  const top = row.offsetTop - sheet.scrollTop - head;
  const room = sheet.clientHeight - head;
  if (top < room * .2 || top + row.offsetHeight > room * .8)
    sheet.scrollTop = row.offsetTop - head - room * .45;
  const step = steps[stepOf(row)];
  const cell = cellOf(row, step ? step.thread : columns[0]);
  const left = cell.offsetLeft - sheet.scrollLeft;
  if (left < 0 || left + cell.offsetWidth > sheet.clientWidth)
    sheet.scrollLeft = cell.offsetLeft - sheet.clientWidth / 3;
}

function show(row) {
  if (current) current.removeAttribute('aria-current');
  current = row;
  row.setAttribute('aria-current', 'step');
  const at = stepOf(row);
  tell(at, row);
  bringRowIntoSight(row);
  showPanes(at, showMemory(at));
  showArrow(at, row);
}

function move(by) {
  const index = indexOf(current) + by;
  show(stops[Math.max(0, Math.min(stops.length - 1, index))]);
}

// To the next stop of a kind; `by` is 1 or -1.
function seek(kind, by) {
  for (let i = indexOf(current) + by; i >= 0 && i < stops.length; i += by)
    if (stops[i].matches(kind)) {
      show(stops[i]);
      return;
    }
}

function setFold(row, open) {
  row.classList.toggle('unfolded', open);
  row.querySelector('button').setAttribute('aria-expanded', open);
  row.parentElement.nextElementSibling.classList.toggle('open', open);
}

// The fold that a row is, or lies in.
function foldOf(row) {
  if (row.matches('.more')) return row;
  const body = row.parentElement;
  return body.matches('.folded') ? body.previousElementSibling.rows[0] : null;
}

function toggle(fold) {
  if (!fold) return;
  const open = !fold.matches('.unfolded');
  setFold(fold, open);
  findStops();
  if (foldOf(current) === fold)
    show(open ? fold.parentElement.nextElementSibling.rows[0] : fold);
  else
    show(current);
}

function toggleAll() {
  const folds = [...document.querySelectorAll('#timeline .more')];
  const open = folds.some(fold => !fold.matches('.unfolded'));
  const at = Math.min(stepOf(current), steps.length - 1);
  const atEnd = current.id === 'end';
  for (const fold of folds) setFold(fold, open);
  findStops();
  show(atEnd ? current : visibleRow(at));
}

function goTo(number) {
  const row = document.getElementById('s' + number);
  if (!row) return;
  const fold = foldOf(row);
  if (fold) setFold(fold, true);
  findStops();
  show(row);
}
