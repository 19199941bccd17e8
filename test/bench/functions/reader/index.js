// Reads documents for a measurement, through the same SDK as everybody.
const cloud = require('wx-server-sdk');

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });

exports.main = async ({ collection, where, order, limit }) => {
  const db = cloud.database();
  const conditions = Object.entries(where).map(([field, value]) => [field, condition(db.command, value)]);
  let query = db.collection(collection).where(Object.fromEntries(conditions));
  if (order) query = query.orderBy(order[0], order[1]);
  return (await query.limit(limit).get()).data;
};

function condition(_, value) {
  if (value === null || typeof value !== 'object') return value;
  if ('in' in value) return _.in(value.in);
  if ('lte' in value) return _.lte(value.lte);
  if ('gte' in value) return _.gte(value.gte);
  if ('not' in value) return _.neq(value.not);
  throw new Error(`unknown condition ${JSON.stringify(value)}`);
}
