/* The cheapest simple paths, in the order of cost, then of actors: J. Y. Yen 1971, with E. L. Lawler's
   partition 1972, as kg.analysis.search has it. Costs are positive integers, so equal paths are equal. */

/* `steps` is what stepsAlong gives; answers are lists of actors. */
function cheapestPaths(steps, source, target, limit) {
  const behind = turned(steps);
  const waiting = new Heap((one, other) => one.cost - other.cost || inOrderOf(one.actors, other.actors));
  const push = (start, barred) => {
    const best = bestFrom(steps, behind, start, barred, target);
    if (best) waiting.push({ ...best, fixed: start.length, barred });
  };
  push([source], new Set());
  const found = [];
  while (waiting.size && found.length < limit) {
    const path = waiting.pop();
    found.push(path.actors);
    for (let length = path.fixed; length < path.actors.length; length += 1) {
      const barred = new Set(length === path.fixed ? path.barred : []);
      push(path.actors.slice(0, length), barred.add(path.actors[length]));
    }
  }
  return found;
}

const aheadOf = (steps, actor) => steps.get(actor) ?? new Map();

function turned(steps) {
  const behind = new Map();
  for (const ahead of steps.values()) {
    for (const { from, to, cost } of ahead.values()) {
      if (!behind.has(to)) behind.set(to, []);
      behind.get(to).push([from, cost]);
    }
  }
  return behind;
}

/* The best path that begins so and goes on to none of the barred, or null. */
function bestFrom(steps, behind, start, barred, target) {
  const closed = new Set(start);
  let ahead = [...aheadOf(steps, start.at(-1)).values()].filter(({ to }) => !closed.has(to) && !barred.has(to));
  const left = costsLeft(behind, target, closed, ahead);
  const actors = [...start];
  while (actors.at(-1) !== target) {
    let best = null;
    for (const { to, cost } of ahead) {
      const rest = left.get(to);
      if (rest === undefined) continue;
      if (!best || cost + rest < best.cost || (cost + rest === best.cost && to < best.to)) best = { to, cost: cost + rest };
    }
    if (!best) return null;
    actors.push(best.to);
    ahead = [...aheadOf(steps, best.to).values()].filter(({ to }) => !closed.has(to));
  }
  const cost = actors.slice(1).reduce((sum, to, place) => sum + steps.get(actors[place]).get(to).cost, 0);
  return { cost, actors };
}

/* The cost left to the target past no closed actor (E. W. Dijkstra 1959), as far as those ahead need it. */
function costsLeft(behind, target, closed, ahead) {
  const on = new Map(ahead.map(({ to, cost }) => [to, cost]));
  const costs = new Map();
  const waiting = new Heap((one, other) => one[0] - other[0]);
  waiting.push([0, target]);
  let enough = Infinity;
  while (waiting.size) {
    const [cost, actor] = waiting.pop();
    if (cost > enough) break;
    if (costs.has(actor)) continue;
    costs.set(actor, cost);
    if (on.has(actor)) enough = Math.min(enough, cost + on.get(actor));
    for (const [before, step] of behind.get(actor) ?? []) {
      if (!closed.has(before) && !costs.has(before)) waiting.push([cost + step, before]);
    }
  }
  return costs;
}

function inOrderOf(one, other) {
  for (let place = 0; place < Math.min(one.length, other.length); place += 1) {
    if (one[place] !== other[place]) return one[place] - other[place];
  }
  return one.length - other.length;
}

class Heap {
  constructor(compare) {
    this.compare = compare;
    this.items = [];
  }

  get size() {
    return this.items.length;
  }

  push(item) {
    const { items, compare } = this;
    let place = items.push(item) - 1;
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (compare(items[above], item) <= 0) break;
      items[place] = items[above];
      place = above;
    }
    items[place] = item;
  }

  pop() {
    const { items, compare } = this;
    const top = items[0];
    const last = items.pop();
    if (!items.length) return top;
    let place = 0;
    for (let below = 1; below < items.length; below = 2 * place + 1) {
      if (below + 1 < items.length && compare(items[below + 1], items[below]) < 0) below += 1;
      if (compare(last, items[below]) <= 0) break;
      items[place] = items[below];
      place = below;
    }
    items[place] = last;
    return top;
  }
}
