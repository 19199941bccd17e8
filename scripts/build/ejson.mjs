export { EJSON } from 'bson/dist/bson.esm.js';
