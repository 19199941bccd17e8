// Puts a shop's members into the database directly, as many as a measurement needs.
const cloud = require('wx-server-sdk');

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });

const batch = 500;
const dayMs = 86_400_000;

exports.main = async ({ documents, like, from, to, set }) => {
  const db = cloud.database();
  if (set) return db.collection(set.collection).doc(set.id).set({ data: set.data });
  for (const { collection, data } of documents ?? []) await db.collection(collection).add({ data });
  for (let first = from; first < to; first += batch)
    await db.collection('members').add({
      data: Array.from({ length: Math.min(batch, to - first) }, (_, at) => sleeper(like, first + at)),
    });
};

/** Somebody of whom nothing is due for days, weeks or years. */
function sleeper(like, number) {
  const wake = new Date(Date.parse(like.wake) + (number % 900) * dayMs).toISOString().slice(0, 10);
  const digits = String(number).padStart(12, '0');
  return { ...like, _id: `s${digits}`, openid: `sleeper-${digits}`, number: digits, wake };
}
