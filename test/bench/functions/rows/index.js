// Fills collections with ledger rows and measures reads of them, as a function of a merchant would see it.
const cloud = require('wx-server-sdk');

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });

const perMember = 50;
const batch = 1000;

exports.main = async (event) => {
  const db = cloud.database();
  if (event.fill) return fill(db.collection(event.fill), event.from, event.to);
  return measure(db, event);
};

/** Rows `from` to `to`: member 0 has the first fifty, member 1 the next. */
async function fill(collection, from, to) {
  for (let first = from; first < to; first += batch) {
    const data = Array.from({ length: Math.min(batch, to - first) }, (_, at) => row(first + at));
    await collection.add({ data });
  }
  return to - from;
}

function row(number) {
  const memberId = `m${Math.floor(number / perMember)}`;
  const seq = (number % perMember) + 1;
  return {
    _id: `${memberId}:${seq}`,
    memberId,
    seq,
    kind: 'checkin',
    points: 5,
    balanceAfter: seq * 5,
    ref: `month-${seq % 12}`,
  };
}

/** Milliseconds of each read, small and large collection in turns. */
async function measure(db, { small, large, times }) {
  const result = { pageSmall: [], pageLarge: [], docget: [] };
  for (let at = 0; at < times; at++) {
    result.pageSmall.push(await timed(() => page(db.collection(small.name), small.rows, at)));
    result.pageLarge.push(await timed(() => page(db.collection(large.name), large.rows, at)));
    result.docget.push(await timed(() => one(db.collection(large.name), large.rows, at)));
  }
  return result;
}

/** Another member each time, spread over the whole collection. */
function someMember(rows, at) {
  return `m${(at * 7919) % (rows / perMember)}`;
}

async function page(collection, rows, at) {
  const memberId = someMember(rows, at);
  const { data } = await collection.where({ memberId }).orderBy('seq', 'desc').limit(20).get();
  const right =
    data.length === 20 && data.every((found, n) => found.memberId === memberId && found.seq === perMember - n);
  if (!right) throw new Error(`wrong page for ${memberId}: ${JSON.stringify(data.map(({ _id }) => _id))}`);
}

async function one(collection, rows, at) {
  const id = `${someMember(rows, at)}:7`;
  const { data } = await collection.doc(id).get();
  if (data._id !== id) throw new Error(`wrong document for ${id}`);
}

async function timed(work) {
  const begun = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - begun) / 1e6;
}
