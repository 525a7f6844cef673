
'use strict';
// What the trace holds, and where each thread stands at a step. `at` is a
// step's number; steps.length stands for the end.
const trace = JSON.parse(document.getElementById('trace').textContent);
const steps = trace.steps;
const stepsOf = trace.threads.map(() => []);
steps.forEach((step, number) => stepsOf[step.thread].push(number));

// A thread's last step up to `at`, and its first one after that.
function around(thread, at) {
  const own = stepsOf[thread];
  const after = own.findIndex(number => number > at);
  const behind = after < 0 ? own.length : after;
  return { last: own[behind - 1], next: own[behind] };
}

// A thread begins in the line that started it, which is not its own.
function placeOf(number) {
  const step = steps[number];
  if (step.op !== 'thread_begin') return step.at;
  const { next } = around(step.thread, number);
  if (next !== undefined) return steps[next].at;
  return (trace.threads[step.thread].stack || [])[0];
}

// Libraries' sources are not here: instead, where the thread was in a source
// that is, or where it comes to one.
function readable(place, thread, at) {
  const isThere = where => where && trace.files[where.file] &&
    trace.files[where.file].lines.length > 0;
  if (isThere(place)) return place;
  const own = stepsOf[thread].filter(number =>
    steps[number].op !== 'thread_begin' && isThere(steps[number].at));
  const before = own.filter(number => number <= at);
  const chosen = before.length ? before[before.length - 1] : own[0];
  return chosen === undefined ? undefined : steps[chosen].at;
}

// Why a thread stopped after its step `last`.
function whyStopped(thread, last) {
  const after = steps[last + 1];
  if (!after || after.thread === thread) return '';
  if (after.switch === 'preemption') return 'preempted here';
  if (after.switch === 'yielded') return 'gave way';
  const name = trace.threads[thread].name + ' ';
  const why = after.why || '';
  return why.startsWith(name) ? why.slice(name.length) : '';
}

function whereItStayed(thread, at) {
  const info = trace.threads[thread];
  const ended = at >= steps.length;
  if (ended && trace.ended_by === thread && trace.ended_at.length)
    return { kind: 'stuck', place: trace.ended_at[0], words: 'fails here' };
  const { last } = around(thread, at);
  if (info.fate === 'ended')
    return {
      kind: 'ended',
      place: last === undefined ? undefined : placeOf(last),
      words: 'has ended'
    };
  const place = (info.stack || [])[0];
  const stuck = ended && info.fate !== 'ready';
  return {
    kind: stuck ? 'stuck' : 'next',
    place,
    words: stuck ? lastWords(thread) : whyStopped(thread, last)
  };
}

// kind: now, next, unborn, ended, stuck.
function standing(thread, at) {
  const { last, next } = around(thread, at);
  if (last === at) return { kind: 'now', place: placeOf(at), words: '' };
  if (next === undefined) return whereItStayed(thread, at);
  if (last === undefined)
    return { kind: 'unborn', place: placeOf(next), words: 'has not begun' };
  return {
    kind: 'next', place: placeOf(next), words: whyStopped(thread, last)
  };
}

// What the timeline's last row says of a thread.
function lastWords(thread) {
  const cell = cellOf(document.getElementById('end'), thread);
  const words = cell && cell.querySelector('.did');
  return words ? words.textContent : '';
}
