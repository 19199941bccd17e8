export { growthPath } from './growth-path';
export { history, historyOf } from './history';
export { pointsView } from './view';
