
// The shared variables and the locks as they are after a step.
const kMostShown = 16;
const takes = new Set(['mutex_lock', 'mutex_try_lock', 'mutex_timed_lock',
  'read_lock', 'read_try_lock', 'write_lock', 'write_try_lock', 'spin_lock',
  'spin_try_lock']);
const gives = new Set(['mutex_unlock', 'read_unlock', 'write_unlock',
  'spin_unlock']);
const writes = new Set(['write', 'atomic_store', 'atomic_update']);

const isLock = step => (takes.has(step.op) || gives.has(step.op));
const isVariable = step => step.shared && step.object && step.size &&
  step.size <= 8;

// In the order in which the finding and then the run names them.
function namesOf(wanted) {
  const first = trace.findings.length ? trace.findings[0].steps : [];
  const names = new Set();
  for (const step of first.map(number => steps[number]).concat(steps))
    if (wanted(step)) names.add(step.object);
  return [...names].slice(0, kMostShown);
}
const variables = namesOf(isVariable);
const locks = namesOf(isLock);

// Values that nobody wrote are those that the first read saw.
const initial = new Map();
for (const step of steps)
  if (isVariable(step) && step.saw_initial && !initial.has(step.object))
    initial.set(step.object, step.value);

function valuesAt(at) {
  const values = new Map(initial);
  for (const step of steps.slice(0, at + 1))
    if (isVariable(step) && writes.has(step.op))
      values.set(step.object, step.value);
  return values;
}

// For each lock those that hold it; several may as readers.
function holdersAt(at) {
  const holders = new Map(locks.map(name => [name, []]));
  const take = (lock, thread) => (holders.get(lock) || []).push(thread);
  const give = (lock, thread) => {
    const held = holders.get(lock) || [];
    if (held.includes(thread)) held.splice(held.lastIndexOf(thread), 1);
  };
  for (const step of steps.slice(0, at + 1)) {
    if (takes.has(step.op) && !step.value) take(step.object, step.thread);
    if (gives.has(step.op)) give(step.object, step.thread);
    if (step.op === 'cond_wait') give(step.other, step.thread);
    if (step.op === 'cond_wake') take(step.other, step.thread);
  }
  return holders;
}

function chip(kind, name, value, thread, changed) {
  const item = document.createElement('li');
  const bold = document.createElement('b');
  item.className = kind + (changed ? ' changed' : '');
  if (thread !== undefined) bold.className = 't' + thread % 8;
  bold.textContent = value;
  item.append(name + ' ', bold);
  return item;
}

function showMemory(at) {
  const values = valuesAt(at);
  const holders = holdersAt(at);
  const step = steps[at] || {};
  const chips = variables.map(name => chip('variable', name + ' =',
    values.has(name) ? values.get(name) : '?', undefined,
    name === step.object && writes.has(step.op)));
  for (const name of locks) {
    const held = holders.get(name);
    const by = held.map(thread => trace.threads[thread].name).join(', ');
    chips.push(chip('lock', name, by ? 'held by ' + by : 'free', held[0],
      name === step.object || name === step.other));
  }
  document.querySelector('.memory').replaceChildren(...chips);
  return holders;
}
