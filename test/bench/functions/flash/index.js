// The same exchange as a plain transaction, as most shops write it: read, compare, write.
const cloud = require('wx-server-sdk');

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });

const price = 10;

exports.main = async ({ stock, key }) => {
  const db = cloud.database();
  const { OPENID: openid } = cloud.getWXContext();
  const { data } = await db.collection('members').where({ openid }).limit(1).get();
  const memberId = data[0]._id;
  try {
    return await db.runTransaction((transaction) => exchange(transaction, { memberId, stock, key }));
  } catch (refusal) {
    return { ok: false, code: refusal?.soldOut ? 'OUT_OF_STOCK' : 'BUSY' };
  }
};

async function exchange(transaction, { memberId, stock, key }) {
  const shelf = transaction.collection('stock').doc(stock);
  const account = transaction.collection('members').doc(memberId);
  const { left, sold } = (await shelf.get()).data;
  if (left < 1) await transaction.rollback({ soldOut: true });
  const { balance } = (await account.get()).data;
  await shelf.update({ data: { left: left - 1, sold: sold + 1 } });
  await account.update({ data: { balance: balance - price } });
  const redemption = { _id: `plain-${key}`, memberId, points: price, state: 'taken' };
  await transaction.collection('redemptions').add({ data: redemption });
  return { ok: true };
}
