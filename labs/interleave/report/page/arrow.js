
// From the write a read saw, or the signal that woke a thread, an arrow leads
// to the row one is at. It runs along the columns' borders, and then through
// cells that are empty: it crosses no text.
const sheet = document.querySelector('.sheet');
const svgName = 'http://www.w3.org/2000/svg';
sheet.insertAdjacentHTML('beforeend',
  '<svg class="arrow" aria-hidden="true"><defs><marker id="head" ' +
  'viewBox="0 0 10 10" refX="8" refY="5" markerWidth="5" markerHeight="5" ' +
  'orient="auto"><path d="M0 0 10 5 0 10z"/></marker></defs></svg>');
const drawing = sheet.querySelector('.arrow');

function cellOf(row, thread) {
  const column = columns.indexOf(thread);
  const all = row.cells;
  if (all.length === 2) return all[1];  // of several threads
  return all[(column < 0 ? columns.length : column) + 1];
}

// The row one sees of a step: its own, or the one that it is folded into.
function visibleRow(number) {
  const row = document.getElementById('s' + number);
  const body = row.parentElement;
  if (!body.matches('.folded:not(.open)')) return row;
  return body.previousElementSibling.rows[0];
}

function forgetArrow() {
  for (const old of drawing.querySelectorAll(':scope > path, circle'))
    old.remove();
  for (const row of sheet.querySelectorAll('.partner'))
    row.classList.remove('partner');
  for (const cell of sheet.querySelectorAll('.end-of-arrow'))
    cell.classList.remove('end-of-arrow');
}

function add(name, attributes) {
  const made = document.createElementNS(svgName, name);
  for (const [key, value] of Object.entries(attributes))
    made.setAttribute(key, value);
  drawing.append(made);
}

// In the sheet's own coordinates, scrolled or not.
function boxOf(cell) {
  const box = cell.getBoundingClientRect();
  const origin = sheet.getBoundingClientRect();
  const x = sheet.scrollLeft - origin.left - sheet.clientLeft;
  const y = sheet.scrollTop - origin.top - sheet.clientTop;
  return {
    left: box.left + x, right: box.right + x, middle: box.top + y +
      Math.min(box.height / 2, 14)
  };
}

function drawBetween(from, to) {
  const a = boxOf(from);
  const b = boxOf(to);
  const toTheRight = a.left < b.left - 1;
  const same = Math.abs(a.left - b.left) <= 1;
  const start = toTheRight ? a.right - 4 : a.left + 4;
  const track = toTheRight ? a.right : same ? a.left - 6 : a.left;
  const end = toTheRight ? b.left + 3 : same ? b.left + 7 : b.right - 3;
  const bend = Math.min(7, Math.abs(b.middle - a.middle) / 2);
  const down = b.middle > a.middle ? bend : -bend;
  const turn = end > track ? bend : -bend;
  add('circle', { cx: start, cy: a.middle, r: 4 });
  add('path', {
    d: `M${start} ${a.middle}H${track}V${b.middle - down}` +
      `Q${track} ${b.middle} ${track + turn} ${b.middle}H${end}`,
    'marker-end': 'url(#head)'
  });
}

function showArrow(at, row) {
  forgetArrow();
  const step = steps[at];
  if (!step || row.matches('.more')) return;
  const number = step.saw !== undefined ? step.saw : step.partner;
  if (number === undefined || number === at) return;
  const other = visibleRow(number);
  const from = cellOf(other, steps[number].thread);
  other.classList.add('partner');
  from.classList.add('end-of-arrow');
  drawBetween(from, cellOf(row, step.thread));
}
