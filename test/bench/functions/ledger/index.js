// Puts rows into the ledger directly, as many as a measurement needs: two months of a shop, evenly.
const cloud = require('wx-server-sdk');

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });

const batch = 1000;
const kinds = [
  ['checkin', 5],
  ['order', 30],
  ['checkin', 5],
  ['exchange', -20],
  ['visit', 2],
];

exports.main = async ({ from, to, rows, members, begins, ends }) => {
  const db = cloud.database();
  for (let first = from; first < to; first += batch)
    await db.collection('ledger').add({
      data: Array.from({ length: Math.min(batch, to - first) }, (_, at) => row(first + at)),
    });

  function row(n) {
    // The first row of everybody is their joining.
    const who = n % members;
    const [kind, points] = n < members ? ['join', 0] : kinds[(n * 7) % kinds.length];
    const at = Math.floor(begins + ((ends - begins) / rows) * n);
    return {
      _id: `m${who}:${kind}-${n}`,
      memberId: `m${who}`,
      seq: n,
      at,
      kind,
      key: `${kind}-${n}`,
      points,
      storeId: 'default',
      credited: false,
      result: kind === 'order' ? { event: { amountFen: 3000 } } : {},
      bornAt: new Date(at),
    };
  }
};
